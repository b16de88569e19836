// - cluster:
//     certificate-authority-data: DATA+OMITTED
//     server: https://10.20.0.10:6443
// Kubernetes control plane is running at https://10.20.0.10:6443
import type { KubeconfigServer } from '../../../facts/control-plane.ts';
import { type Block, ReadingBuilder, type Source } from '../../source.ts';
import { urlEndpoint } from '../../text/endpoint.ts';

const fact = 'kubeconfig.servers';

/** Only kubeconfigs have these, with a colon; a bare `server:` line may be any program's. */
const mark =
  /^\s*(?:-\s)?(?:certificate-authority(?:-data)?|client-certificate(?:-data)?|client-key(?:-data)?|current-context|insecure-skip-tls-verify|clusters|contexts):/;

const server = /^(?:\S{1,80}\.conf[:-])?\s{1,12}(?:- )?server: ["']?(https?:\/\/[^\s"']{1,300})["']?\s*$/;
const running = /^Kubernetes (?:master|control plane) is running at (https?:\/\/[^\s]{1,300})$/;

/** What a path into the kubeconfig prints alone. */
const asksForServer = /\bconfig view\b.{0,120}\bserver\b/;
const urlAlone = /^['"]?(https?:\/\/[^\s'"]{1,300}?)[%'"]?\s*$/;

/** Colours that `kubectl cluster-info` prints around its words. */
const withoutColours = (text: string): string => text.replaceAll(/\[0(?:;\d{2})?m/g, '');

function serverOf(url: string): KubeconfigServer | null {
  const endpoint = urlEndpoint(url);
  return endpoint === null ? null : { url, host: endpoint.host, port: endpoint.port };
}

export const kubeconfig: Source = {
  id: 'kubeconfig',
  title: 'kubeconfigs and kubectl cluster-info: the address of the API server',
  commands: ['kubectl config view', 'kubectl cluster-info'],
  needles: ['server: http', 'is running at'],
  facts: [fact],
  read({ lines, command }: Block) {
    const reading = new ReadingBuilder();
    const isConfig =
      lines.some(({ text }) => mark.test(text)) ||
      /kubeconfig|\.kube\/config|kubernetes\/[a-z*-]{1,40}\.conf/.test(command ?? '');
    const asksAlone = asksForServer.test(command ?? '');
    for (const line of lines) {
      const url =
        (isConfig ? server.exec(line.text) : null) ??
        (asksAlone ? urlAlone.exec(line.text) : null) ??
        running.exec(withoutColours(line.text).trim());
      const item = url === null ? null : serverOf(url[1] ?? '');
      if (item !== null) reading.item(fact, item, line);
    }
    return reading;
  },
};
