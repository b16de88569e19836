// Name:         web-7d4b9c6f5-x2x7k
// Node:         worker-1/10.0.4.11
// Status:       Pending
// Containers:
//   web:
//     State:          Waiting
//       Reason:       ImagePullBackOff
import { type Block, type Reading, ReadingBuilder, type Source } from '../../source.ts';
import { descriptions } from '../../text/description.ts';
import { describedPod } from './described-pod.ts';

export const kubectlDescribePod: Source = {
  id: 'kubectl-describe-pod',
  title: 'kubectl describe pod',
  commands: ['kubectl describe pod', 'kubectl describe pods', 'kubectl describe po'],
  needles: ['QoS Class:', 'Restart Count:', 'Container ID:', 'Service Account:'],
  facts: ['kubernetes.pods'],
  read,
};

function read(block: Block): Reading {
  const reading = new ReadingBuilder();
  for (const description of descriptions(block.lines)) {
    const pod = describedPod(description);
    if (pod !== null) reading.item('kubernetes.pods', pod, description.first, description.last);
  }
  return reading;
}
