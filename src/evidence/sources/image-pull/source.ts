// Failed to pull image "nginx": rpc error: … failed to do request: Head "https://registry-1.docker.io/v2/…": dial tcp 1.2.3.4:443: i/o timeout
// Error response from daemon: Get https://registry-1.docker.io/v2/: net/http: TLS handshake timeout
// [ERROR ImagePull]: failed to pull image registry.k8s.io/kube-apiserver:v1.29.4: output: … 429 Too Many Requests
import { type Block, ReadingBuilder, type Source } from '../../source.ts';
import { pullError, pullErrorNeedles } from './pull-error.ts';

export const imagePull: Source = {
  id: 'image-pull',
  title: 'images that kubelet, containerd, CRI-O, Docker or kubeadm could not fetch',
  commands: ['docker pull', 'crictl pull', 'ctr images pull', 'nerdctl pull', 'podman pull'],
  needles: pullErrorNeedles,
  facts: ['images.failed-pulls'],
  read(block: Block) {
    const reading = new ReadingBuilder();
    for (const line of block.lines) {
      const pull = pullError(line.text);
      if (pull !== null) reading.item('images.failed-pulls', pull, line);
    }
    return reading;
  },
};
