// Name:              cart
// Namespace:         shop
// Selector:          app=cart
// Type:              ClusterIP
// Port:              http  80/TCP
// TargetPort:        8080/TCP
// Endpoints:         <none>
import { type Block, type Line, type Reading, ReadingBuilder, type Source } from '../../source.ts';
import { type Description, descriptions, fieldValue, headlessDescription } from '../../text/description.ts';
import { describedIngress } from './described-ingress.ts';
import { describedPolicy } from './described-policy.ts';
import { describedEndpoints, describedService, describedSubsets } from './described-services.ts';
import { describedSlice } from './described-slice.ts';
import { describedWorkload } from './described-workload.ts';
import { pickedLines } from './picked-lines.ts';

const facts = {
  services: 'kubernetes.services',
  endpoints: 'kubernetes.endpoints',
  ingresses: 'kubernetes.ingresses',
  policies: 'kubernetes.network-policies',
  workloads: 'kubernetes.workloads',
} as const;

const resources = [
  ...['service', 'services', 'svc', 'endpoints', 'ep', 'endpointslice', 'endpointslices'],
  ...[
    'ingress',
    'ing',
    'networkpolicy',
    'netpol',
    'deployment',
    'deploy',
    'daemonset',
    'ds',
    'statefulset',
    'sts',
  ],
];

export const kubectlDescribeServices: Source = {
  id: 'kubectl-describe-services',
  title: 'kubectl describe: Services, endpoints, Ingresses, policies, and labels and ports of pods',
  commands: resources.map((resource) => `kubectl describe ${resource}`),
  needles: [
    ...[
      'Session Affinity:',
      'TargetPort:',
      'NotReadyAddresses:',
      'AddressType:',
      'Default backend:',
      'Ingress Class:',
    ],
    ...['PodSelector:', 'Pod Template:', 'Host Port:'],
  ],
  facts: Object.values(facts),
  read,
};

function read(block: Block): Reading {
  const reading = new ReadingBuilder();
  const whole = descriptions(block.lines);
  const headless = whole.length > 0 ? null : headlessDescription(block.lines, block.words);
  for (const description of headless === null ? whole : [headless]) {
    const found = itemsOf(description);
    for (const [fact, item] of found) reading.item(fact, item, description.first, description.last);
    if (found.length === 0) continue;
    for (const line of endpointLines(description)) reading.understand(line);
  }
  const picked = reading.findings.length > 0 ? null : pickedLines(block);
  const [first, last] = [picked?.lines[0], picked?.lines.at(-1)];
  if (picked !== null && first !== undefined)
    for (const [fact, item] of picked.items) reading.item(fact, item, first, last);
  return reading;
}

const endpointLines = ({ fields }: Description): Line[] =>
  fields.filter(({ key }) => key === 'Endpoints').map(({ line }) => line);

function itemsOf(description: Description): [string, object][] {
  const service = describedService(description);
  const [fact, item] =
    service === null
      ? ((
          [
            [facts.endpoints, describedSubsets(description) ?? describedSlice(description)],
            [facts.ingresses, describedIngress(description)],
            [facts.policies, describedPolicy(description)],
            [facts.workloads, describedWorkload(description)],
          ] as const
        ).find(([, one]) => one !== null) ?? ['', null])
      : [facts.services, service];
  // Only Services have it: the type may be among the lines that were cut off.
  const ofService = service !== null || fieldValue(description, 'Session Affinity') !== undefined;
  const behind = ofService ? describedEndpoints(description) : null;
  return [
    ...(item === null ? [] : [[fact, item] satisfies [string, object]]),
    ...(behind === null ? [] : [[facts.endpoints, behind] satisfies [string, object]]),
  ];
}
