import { Type } from 'typebox';
import { addressingFacts } from './addressing.ts';
import { apiExtensionsFacts } from './api-extensions.ts';
import { certificatesFacts } from './certificates.ts';
import { clockFacts } from './clock.ts';
import { cloudFacts } from './cloud.ts';
import { cloudClusterFacts } from './cloud-clusters.ts';
import { cloudNetworkFacts } from './cloud-network.ts';
import { connectionFacts } from './connections.ts';
import { controlPlaneFacts } from './control-plane.ts';
import { controlPlaneAddressFacts } from './control-plane-address.ts';
import { controlPlaneStateFacts } from './control-plane-state.ts';
import { corednsFacts } from './coredns.ts';
import { type FactDefinition, shelfLife } from './define.ts';
import { derivedFacts } from './derived.ts';
import { dnsFacts } from './dns.ts';
import { dnsRelationFacts } from './dns-relations.ts';
import { hostFacts } from './host.ts';
import { imageFacts } from './images.ts';
import { kernelFacts } from './kernel.ts';
import { kubernetesFacts } from './kubernetes.ts';
import { loadFacts } from './load.ts';
import { netfilterFacts } from './netfilter.ts';
import { nodeStateFacts } from './node-state.ts';
import { podNetworkFacts } from './pod-network.ts';
import { derivedPodNetworkFacts } from './pod-network-relations.ts';
import { proxyRuleFacts } from './proxy-rules.ts';
import { reachabilityFacts } from './reachability.ts';
import { resourceFacts } from './resources.ts';
import { serviceFacts } from './services.ts';
import { serviceRelationFacts } from './services-relations.ts';

/** The one fact that is not typed: every line of every text. Rules look in it for messages; it is never false. */
export const textFact: FactDefinition = {
  id: 'text',
  title: 'the lines of the submitted texts',
  subject: 'host',
  schema: Type.String(),
  collect: [],
  shelfLifeSeconds: shelfLife.long,
};

const definitions: readonly FactDefinition[] = [
  textFact,
  ...hostFacts,
  ...kernelFacts,
  ...resourceFacts,
  ...imageFacts,
  ...nodeStateFacts,
  ...connectionFacts,
  ...kubernetesFacts,
  ...serviceFacts,
  ...serviceRelationFacts,
  ...loadFacts,
  ...resourceFacts,
  ...clockFacts,
  ...cloudFacts,
  ...cloudClusterFacts,
  ...cloudNetworkFacts,
  ...corednsFacts,
  ...dnsFacts,
  ...dnsRelationFacts,
  ...proxyRuleFacts,
  ...addressingFacts,
  ...netfilterFacts,
  ...reachabilityFacts,
  ...derivedFacts,
  ...podNetworkFacts,
  ...derivedPodNetworkFacts,
  ...controlPlaneFacts,
  ...controlPlaneAddressFacts,
  ...controlPlaneStateFacts,
  ...apiExtensionsFacts,
  ...certificatesFacts,
];

/** Every fact the product knows, by id. Sources may emit, clients submit and rules test these and no others. */
export const catalogue: ReadonlyMap<string, FactDefinition> = new Map(
  definitions.map((definition) => [definition.id, definition]),
);

/** Whether a fact's value is a list whose items are observed one by one. */
export const isList = (definition: FactDefinition): boolean => Type.IsArray(definition.schema);
