import type { FactBase, KnownFact } from '../facts/known.ts';
import type { Derivation } from './derivation.ts';
import { addressDuplicates } from './derive/address-duplicates.ts';
import { aksRequiredEndpointFailures } from './derive/aks-required-endpoint-failures.ts';
import { apiserverAdvertisedElsewhere } from './derive/apiserver-advertised-elsewhere.ts';
import { apiserverBusiestClientSharePercent } from './derive/apiserver-busiest-client-share-percent.ts';
import { apiserverDeadEndpoints } from './derive/apiserver-dead-endpoints.ts';
import { apiserverEndpointsOffNodes } from './derive/apiserver-endpoints-off-nodes.ts';
import { apiserverStaleEndpoints } from './derive/apiserver-stale-endpoints.ts';
import { apiservicesUnavailable } from './derive/apiservices-unavailable.ts';
import { applicationLoopbackOnly } from './derive/application-loopback-only.ts';
import { arpForeignEntries } from './derive/arp-foreign-entries.ts';
import { awsCallerNotMapped } from './derive/aws-caller-not-mapped.ts';
import { awsNodeRoleNotMapped } from './derive/aws-node-role-not-mapped.ts';
import { azureSnatPortsFull } from './derive/azure-snat-ports-full.ts';
import { bridgeOutsideSubnet } from './derive/bridge-outside-subnet.ts';
import { captureArpForUnreachablePod } from './derive/capture-arp-for-unreachable-pod.ts';
import { captureLostBetweenInterfaces } from './derive/capture-lost-between-interfaces.ts';
import { certificatesExpired } from './derive/certificates-expired.ts';
import { certificatesMissingServerNames } from './derive/certificates-missing-server-names.ts';
import { clientOutsideAuthorizedRanges } from './derive/client-outside-authorized-ranges.ts';
import { clockDifferences } from './derive/clock-differences.ts';
import { cloudClientOutsideRules } from './derive/cloud-client-outside-rules.ts';
import { cloudDenyingRules } from './derive/cloud-denying-rules.ts';
import { cloudEncapsulationsWithoutRule } from './derive/cloud-encapsulations-without-rule.ts';
import { cloudPodRangesWithoutRoute } from './derive/cloud-pod-ranges-without-route.ts';
import { cloudPortsWithoutRule } from './derive/cloud-ports-without-rule.ts';
import { cniAddressesNotOfNodes } from './derive/cni-addresses-not-of-nodes.ts';
import { cniAgentPlugins } from './derive/cni-agent-plugins.ts';
import { cniAgentsNotReady } from './derive/cni-agents-not-ready.ts';
import { cniConfiguredPlugins } from './derive/cni-configured-plugins.ts';
import { cniMissingBinaries } from './derive/cni-missing-binaries.ts';
import { connectionNoRouteWhilePingAnswers } from './derive/connection-no-route-while-ping-answers.ts';
import { connectionTimedOutWhilePingAnswers } from './derive/connection-timed-out-while-ping-answers.ts';
import { conntrackUsagePercent } from './derive/conntrack-usage-percent.ts';
import { dnsClusterSilences } from './derive/dns-cluster-silences.ts';
import { dnsFailingZones } from './derive/dns-failing-zones.ts';
import { dnsForeignResolvers } from './derive/dns-foreign-resolvers.ts';
import { dnsNamesAnsweredElsewhere } from './derive/dns-names-answered-elsewhere.ts';
import { dnsPodsFailAlone } from './derive/dns-pods-fail-alone.ts';
import { dnsPodsNotReady } from './derive/dns-pods-not-ready.ts';
import { dnsPodsReady } from './derive/dns-pods-ready.ts';
import { dnsSilentUpstreams } from './derive/dns-silent-upstreams.ts';
import { dnsUnknownServices } from './derive/dns-unknown-services.ts';
import { dnsWildcardAnswers } from './derive/dns-wildcard-answers.ts';
import { eksClientOutsidePublicAccessCidrs } from './derive/eks-client-outside-public-access-cidrs.ts';
import { ephemeralPortsUsePercent } from './derive/ephemeral-ports-use-percent.ts';
import { firewallClosedPorts } from './derive/firewall-closed-ports.ts';
import { firewallRefusedAttempts } from './derive/firewall-refused-attempts.ts';
import { gkeClientOutsideAuthorizedNetworks } from './derive/gke-client-outside-authorized-networks.ts';
import { gkePrivateEndpointSilent } from './derive/gke-private-endpoint-silent.ts';
import { helmMostStoredRevisions } from './derive/helm-most-stored-revisions.ts';
import { hostUnreachedListeners } from './derive/host-unreached-listeners.ts';
import { ingressBackendGaps } from './derive/ingress-backend-gaps.ts';
import { ingressUnknownClasses } from './derive/ingress-unknown-classes.ts';
import { ipvsEmptyServersTried } from './derive/ipvs-empty-servers-tried.ts';
import { kubeProxyOutdatedRules } from './derive/kube-proxy-outdated-rules.ts';
import { kubeconfigFormerServers } from './derive/kubeconfig-former-servers.ts';
import { kubeconfigStaleServers } from './derive/kubeconfig-stale-servers.ts';
import { kubernetesDoubtfulNodeAddresses } from './derive/kubernetes-doubtful-node-addresses.ts';
import { loadBalancerFailingAddresses } from './derive/load-balancer-failing-addresses.ts';
import { loadBalancerFailingNames } from './derive/load-balancer-failing-names.ts';
import { loadBalancerMissingInterfaces } from './derive/load-balancer-missing-interfaces.ts';
import { loadBalancerStrayBackends } from './derive/load-balancer-stray-backends.ts';
import { loadPerCpu } from './derive/load-per-cpu.ts';
import { metallbAddressesAnnouncedTwice } from './derive/metallb-addresses-announced-twice.ts';
import { mtuDiffersBetweenNodes } from './derive/mtu-differs-between-nodes.ts';
import { mtuExceedsUnderlay } from './derive/mtu-exceeds-underlay.ts';
import { neighborTableUsePercent } from './derive/neighbor-table-use-percent.ts';
import { networkAsymmetricArrivals } from './derive/network-asymmetric-arrivals.ts';
import { networkCapturedRanges } from './derive/network-captured-ranges.ts';
import { networkDuplicateMacs } from './derive/network-duplicate-macs.ts';
import { networkLacksDefaultRoute } from './derive/network-lacks-default-route.ts';
import { networkMissingRules } from './derive/network-missing-rules.ts';
import { networkTwoDefaultRoutes } from './derive/network-two-default-routes.ts';
import { networkUnroutedServices } from './derive/network-unrouted-services.ts';
import { overlayOneWayFlows } from './derive/overlay-one-way-flows.ts';
import { pingLargeLostSmallAnswered } from './derive/ping-large-lost-small-answered.ts';
import { podRangeHoldsOutsiders } from './derive/pod-range-holds-outsiders.ts';
import { podRangeOverlaps } from './derive/pod-range-overlaps.ts';
import { podRangeSharedWithNodes } from './derive/pod-range-shared-with-nodes.ts';
import { podRangeStrays } from './derive/pod-range-strays.ts';
import { podsLostBehindNodes } from './derive/pods-lost-behind-nodes.ts';
import { podsLostBetweenNodes } from './derive/pods-lost-between-nodes.ts';
import { podsSharedAddresses } from './derive/pods-shared-addresses.ts';
import { proxyClusterAddressesNotExcluded } from './derive/proxy-cluster-addresses-not-excluded.ts';
import { servicesConnectionOutcomes } from './derive/services-connection-outcomes.ts';
import { servicesLocalPolicyGaps } from './derive/services-local-policy-gaps.ts';
import { servicesRangeOverlaps } from './derive/services-range-overlaps.ts';
import { servicesSelectingNoPods } from './derive/services-selecting-no-pods.ts';
import { servicesSelfConnections } from './derive/services-self-connections.ts';
import { servicesStaleFlows } from './derive/services-stale-flows.ts';
import { servicesTargetPortMismatches } from './derive/services-target-port-mismatches.ts';
import { servicesUnheardTargets } from './derive/services-unheard-targets.ts';
import { servicesWithoutEndpoints } from './derive/services-without-endpoints.ts';
import { tlsStallsWhilePingAnswers } from './derive/tls-stalls-while-ping-answers.ts';
import { tunnelAgentNodeUsagePercent } from './derive/tunnel-agent-node-usage-percent.ts';
import { tunnelAgentsNotReady } from './derive/tunnel-agents-not-ready.ts';
import { tunnelAgentsReady } from './derive/tunnel-agents-ready.ts';
import { webhooksWithoutEndpoints } from './derive/webhooks-without-endpoints.ts';

/** Every derivation there is. */
export const derivations: readonly Derivation[] = [
  cloudClientOutsideRules,
  gkePrivateEndpointSilent,
  awsNodeRoleNotMapped,
  awsCallerNotMapped,
  eksClientOutsidePublicAccessCidrs,
  gkeClientOutsideAuthorizedNetworks,
  cloudPodRangesWithoutRoute,
  cloudPortsWithoutRule,
  cloudEncapsulationsWithoutRule,
  cloudDenyingRules,
  azureSnatPortsFull,
  addressDuplicates,
  aksRequiredEndpointFailures,
  apiserverBusiestClientSharePercent,
  arpForeignEntries,
  captureArpForUnreachablePod,
  captureLostBetweenInterfaces,
  certificatesMissingServerNames,
  clientOutsideAuthorizedRanges,
  clockDifferences,
  cniAgentPlugins,
  cniAgentsNotReady,
  dnsFailingZones,
  dnsClusterSilences,
  kubeProxyOutdatedRules,
  dnsSilentUpstreams,
  dnsUnknownServices,
  dnsWildcardAnswers,
  dnsForeignResolvers,
  dnsNamesAnsweredElsewhere,
  dnsPodsFailAlone,
  dnsPodsNotReady,
  dnsPodsReady,
  connectionTimedOutWhilePingAnswers,
  conntrackUsagePercent,
  firewallClosedPorts,
  firewallRefusedAttempts,
  ephemeralPortsUsePercent,
  helmMostStoredRevisions,
  loadPerCpu,
  neighborTableUsePercent,
  kubeconfigFormerServers,
  kubeconfigStaleServers,
  kubernetesDoubtfulNodeAddresses,
  networkAsymmetricArrivals,
  networkCapturedRanges,
  networkDuplicateMacs,
  networkLacksDefaultRoute,
  networkMissingRules,
  networkUnroutedServices,
  apiserverEndpointsOffNodes,
  metallbAddressesAnnouncedTwice,
  hostUnreachedListeners,
  networkTwoDefaultRoutes,
  connectionNoRouteWhilePingAnswers,
  overlayOneWayFlows,
  podRangeHoldsOutsiders,
  podRangeOverlaps,
  podRangeSharedWithNodes,
  bridgeOutsideSubnet,
  cniAddressesNotOfNodes,
  cniConfiguredPlugins,
  cniMissingBinaries,
  mtuDiffersBetweenNodes,
  mtuExceedsUnderlay,
  pingLargeLostSmallAnswered,
  podRangeStrays,
  podsLostBetweenNodes,
  podsSharedAddresses,
  tlsStallsWhilePingAnswers,
  tunnelAgentNodeUsagePercent,
  tunnelAgentsNotReady,
  tunnelAgentsReady,
  ingressBackendGaps,
  ingressUnknownClasses,
  ipvsEmptyServersTried,
  servicesConnectionOutcomes,
  servicesLocalPolicyGaps,
  servicesRangeOverlaps,
  servicesSelectingNoPods,
  servicesSelfConnections,
  servicesStaleFlows,
  servicesTargetPortMismatches,
  servicesUnheardTargets,
  servicesWithoutEndpoints,
  apiserverStaleEndpoints,
  apiserverAdvertisedElsewhere,
  loadBalancerFailingAddresses,
  loadBalancerFailingNames,
  loadBalancerMissingInterfaces,
  loadBalancerStrayBackends,
  proxyClusterAddressesNotExcluded,
  apiserverDeadEndpoints,
  apiservicesUnavailable,
  webhooksWithoutEndpoints,
  certificatesExpired,
  applicationLoopbackOnly,
  podsLostBehindNodes,
];

/** The facts that follow from those that are known. */
export const deriveFacts = (facts: FactBase): KnownFact[] =>
  derivations.flatMap((derivation) => derivation.derive(facts));
