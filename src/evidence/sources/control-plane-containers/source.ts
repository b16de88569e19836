// 57ddd4f47b64f  a8a176a5d5d69  33 seconds ago  Exited  etcd  24  0d34b291e38fd
// 1f91362f5c91  303ce5db0e90  "etcd --adv…"  23 seconds ago  Exited (2) 22 seconds ago  k8s_etcd_etcd-cp_kube-system_94d759dc_198
import { type Block, type Line, ReadingBuilder, type Source } from '../../source.ts';
import { containerOf } from './container-row.ts';

const fact = 'control-plane.containers';

/** Whether all containers were asked for: what a filter left out is not absent. */
const isFiltered = (command: string | null): boolean =>
  /\||--(?:name|label|state|pod|filter|latest)\b|\s-[a-z]*[flnp]\b/.test(command ?? '');

export const controlPlaneContainers: Source = {
  id: 'control-plane-containers',
  title: 'containers of the control plane (crictl ps -a, docker ps -a, nerdctl ps, talosctl)',
  commands: ['crictl ps', 'docker ps', 'nerdctl ps', 'podman ps'],
  needles: [' ago ', ' seconds ago', 'k8s_etcd_', 'k8s_kube-', 'CONTAINER_', 'HEALTH   LAST CHANGE'],
  facts: [fact],
  read({ lines, command }: Block) {
    const reading = new ReadingBuilder();
    const newest = new Map<string, Line>();
    for (const line of lines) {
      const found = containerOf(line.text);
      if (found === null) continue;
      // Runtimes list the newest first.
      if (newest.has(found.component)) reading.understand(line);
      else reading.item(fact, found, line);
      if (!newest.has(found.component)) newest.set(found.component, line);
    }
    const beside = newest.get('kube-controller-manager') ?? newest.get('kube-scheduler');
    if (beside !== undefined && !newest.has('kube-apiserver') && !isFiltered(command))
      reading.item(fact, { component: 'kube-apiserver', state: 'absent' }, beside);
    return reading;
  },
};
