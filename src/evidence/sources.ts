import type { Source } from './source.ts';
import { advertiseAddress } from './sources/advertise-address/source.ts';
import { announcedAddress } from './sources/announced-address/source.ts';
import { apiProbe } from './sources/api-probe/source.ts';
import { arp } from './sources/arp/source.ts';
import { arpAnnouncements } from './sources/arp-announcements/source.ts';
import { arping } from './sources/arping/source.ts';
import { awsEc2Describe } from './sources/aws-ec2-describe/source.ts';
import { awsEksDescribe } from './sources/aws-eks-describe/source.ts';
import { awsIdentity } from './sources/aws-identity/source.ts';
import { awsVpc } from './sources/aws-vpc/source.ts';
import { azAksShow } from './sources/az-aks-show/source.ts';
import { azureNetwork } from './sources/azure-network/source.ts';
import { captureDeadEnds } from './sources/capture-dead-ends/source.ts';
import { captureReset } from './sources/capture-reset/source.ts';
import { captureSummary } from './sources/capture-summary/source.ts';
import { certificateLoop } from './sources/certificate-loop/source.ts';
import { clusterCidr } from './sources/cluster-cidr/source.ts';
import { cniFiles } from './sources/cni-files/source.ts';
import { componentLog } from './sources/component-log/source.ts';
import { connectError } from './sources/connect-error/source.ts';
import { conntrack } from './sources/conntrack/source.ts';
import { conntrackFlows } from './sources/conntrack-flows/source.ts';
import { controlPlaneContainers } from './sources/control-plane-containers/source.ts';
import { controlPlaneHost } from './sources/control-plane-host/source.ts';
import { corednsRole } from './sources/coredns-role/source.ts';
import { corefile } from './sources/corefile/source.ts';
import { curlTimes } from './sources/curl-times/source.ts';
import { curlVerbose } from './sources/curl-verbose/source.ts';
import { date } from './sources/date/source.ts';
import { df } from './sources/df/source.ts';
import { dialError } from './sources/dial-error/source.ts';
import { dnsCapture } from './sources/dns-capture/source.ts';
import { dnsLookup } from './sources/dns-lookup/source.ts';
import { etcdctl } from './sources/etcdctl/source.ts';
import { firewalld } from './sources/firewalld/source.ts';
import { flannelSubnet } from './sources/flannel-subnet/source.ts';
import { gkeDescribe } from './sources/gke-describe/source.ts';
import { gravityStatus } from './sources/gravity-status/source.ts';
import { hairpinMode } from './sources/hairpin-mode/source.ts';
import { helmHistory } from './sources/helm-history/source.ts';
import { helmList } from './sources/helm-list/source.ts';
import { helmReleaseObjects } from './sources/helm-release-objects/source.ts';
import { hostAddresses } from './sources/host-addresses/source.ts';
import { ifconfig } from './sources/ifconfig/source.ts';
import { imagePull } from './sources/image-pull/source.ts';
import { ipAddress } from './sources/ip-address/source.ts';
import { ipLink } from './sources/ip-link/source.ts';
import { ipNeighbour } from './sources/ip-neighbour/source.ts';
import { ipRoute } from './sources/ip-route/source.ts';
import { ipRule } from './sources/ip-rule/source.ts';
import { iperf } from './sources/iperf/source.ts';
import { iptables } from './sources/iptables/source.ts';
import { ipvsadm } from './sources/ipvsadm/source.ts';
import { kernelLog } from './sources/kernel-log/source.ts';
import { kubeProxyRules } from './sources/kube-proxy-rules/source.ts';
import { kubeconfig } from './sources/kubeconfig/source.ts';
import { kubectlDescribeNode } from './sources/kubectl-describe-node/source.ts';
import { kubectlDescribePod } from './sources/kubectl-describe-pod/source.ts';
import { kubectlDescribeServices } from './sources/kubectl-describe-services/source.ts';
import { kubectlError } from './sources/kubectl-error/source.ts';
import { kubectlEvents } from './sources/kubectl-events/source.ts';
import { kubectlGetCsr } from './sources/kubectl-get-csr/source.ts';
import { kubectlGetDaemonsets } from './sources/kubectl-get-daemonsets/source.ts';
import { kubectlGetJson } from './sources/kubectl-get-json/source.ts';
import { kubectlGetNodes } from './sources/kubectl-get-nodes/source.ts';
import { kubectlGetPods } from './sources/kubectl-get-pods/source.ts';
import { kubectlGetServices } from './sources/kubectl-get-services/source.ts';
import { kubectlTopNode } from './sources/kubectl-top-node/source.ts';
import { kubectlVerbose } from './sources/kubectl-verbose/source.ts';
import { kubernetesTargets } from './sources/kubernetes-targets/source.ts';
import { linkAddresses } from './sources/link-addresses/source.ts';
import { listening } from './sources/listening/source.ts';
import { loadAverage } from './sources/load/source.ts';
import { loadBalancerConfig } from './sources/load-balancer-config/source.ts';
import { lsmod } from './sources/lsmod/source.ts';
import { memory } from './sources/memory/source.ts';
import { metallbSpeaker } from './sources/metallb-speaker/source.ts';
import { modprobe } from './sources/modprobe/source.ts';
import { neighborCount } from './sources/neighbor-count/source.ts';
import { networkAgentLog } from './sources/network-agent-log/source.ts';
import { nft } from './sources/nft/source.ts';
import { nginxUpstream } from './sources/nginx-upstream/source.ts';
import { opensslSClient } from './sources/openssl-s-client/source.ts';
import { openstackNetwork } from './sources/openstack-network/source.ts';
import { ping } from './sources/ping/source.ts';
import { procSysNet } from './sources/proc-sys-net/source.ts';
import { proxySettings } from './sources/proxy-settings/source.ts';
import { publicAddress } from './sources/public-address/source.ts';
import { requestSummary } from './sources/request-summary/source.ts';
import { resolvConf } from './sources/resolv-conf/source.ts';
import { socketCounts } from './sources/socket-counts/source.ts';
import { sysctl } from './sources/sysctl/source.ts';
import { systemctl } from './sources/systemctl/source.ts';
import { tcpdump } from './sources/tcpdump/source.ts';
import { terraformNetwork } from './sources/terraform-network/source.ts';
import { timeSync } from './sources/time-sync/source.ts';
import { tunnelLog } from './sources/tunnel-log/source.ts';
import { ufw } from './sources/ufw/source.ts';
import { virtualAddress } from './sources/virtual-address/source.ts';
import { x509Certificate } from './sources/x509-certificate/source.ts';

/** Every source there is. The order decides whose reading counts when two read the same lines. */
export const sources: readonly Source[] = [
  announcedAddress,
  apiProbe,
  arp,
  arpAnnouncements,
  arping,
  awsEc2Describe,
  awsEksDescribe,
  awsIdentity,
  awsVpc,
  azAksShow,
  azureNetwork,
  captureDeadEnds,
  captureReset,
  captureSummary,
  clusterCidr,
  componentLog,
  connectError,
  corednsRole,
  controlPlaneHost,
  certificateLoop,
  controlPlaneContainers,
  etcdctl,
  kubectlGetCsr,
  corefile,
  conntrack,
  conntrackFlows,
  curlTimes,
  curlVerbose,
  date,
  df,
  dialError,
  gkeDescribe,
  dnsCapture,
  dnsLookup,
  firewalld,
  gravityStatus,
  helmHistory,
  helmList,
  helmReleaseObjects,
  hostAddresses,
  ifconfig,
  imagePull,
  ipAddress,
  linkAddresses,
  ipNeighbour,
  ipRoute,
  ipRule,
  iperf,
  kernelLog,
  neighborCount,
  kubectlDescribeNode,
  kubectlDescribePod,
  hairpinMode,
  ipvsadm,
  kubectlDescribeServices,
  iptables,
  kubectlError,
  kubectlEvents,
  kubectlGetJson,
  kubectlGetNodes,
  kubectlGetPods,
  kubectlGetServices,
  kubectlTopNode,
  kubectlVerbose,
  loadAverage,
  listening,
  lsmod,
  memory,
  metallbSpeaker,
  modprobe,
  nginxUpstream,
  nft,
  opensslSClient,
  openstackNetwork,
  ping,
  publicAddress,
  requestSummary,
  resolvConf,
  socketCounts,
  sysctl,
  systemctl,
  cniFiles,
  flannelSubnet,
  ipLink,
  networkAgentLog,
  kubectlGetDaemonsets,
  tcpdump,
  timeSync,
  terraformNetwork,
  tunnelLog,
  ufw,
  loadBalancerConfig,
  procSysNet,
  proxySettings,
  kubeProxyRules,
  kubeconfig,
  virtualAddress,
  x509Certificate,
  advertiseAddress,
  kubernetesTargets,
];
