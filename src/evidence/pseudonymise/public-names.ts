const list = (names: string): string[] => names.trim().split(/\s+/);

/** Domains that anybody uses: they and the names below them stay. RFC 2606 and 6761 reserve some of them. */
const publicDomains = new Set(
  list(`
  cluster.local kubernetes.default localhost localdomain in-addr.arpa ip6.arpa
  example.com example.org example.net
  kubernetes.io k8s.io x-k8s.io docker.io docker.com docker.internal gcr.io ghcr.io quay.io pkg.dev ecr.aws mcr.microsoft.com
  github.com github.io githubusercontent.com githubassets.com gitlab.com bitbucket.org gopkg.in golang.org go.dev
  google.com googleapis.com google.internal gstatic.com gke.io amazon.com microsoft.com azure.com
  microsoftonline.com visualstudio.com windows.com azureedge.net mscr.io azure.net live.com bing.com
  ubuntu.com debian.org centos.org fedoraproject.org redhat.com redhat.io openshift.io alpinelinux.org archlinux.org suse.com
  opensuse.org kernel.org letsencrypt.org cloudflare.com cloudflare-dns.com quad9.net opendns.com one.one one.one.one.one
  dns.google elastic.co hashicorp.com terraform.io helm.sh rancher.io rancher.com cattle.io k3s.io rke2.io
  projectcalico.org tigera.io cilium.io istio.io linkerd.io weave.works coreos.com containerd.io cncf.io prometheus.io
  grafana.com grafana.net jaegertracing.io opentelemetry.io traefik.io containo.us nginx.org nginx.com konghq.com
  metallb.io metallb.universe.tf cert-manager.io jetstack.io fluxcd.io argoproj.io openkruise.io crossplane.io kubevirt.io
  ovn.org antrea.io kube-ovn.io submariner.io longhorn.io rook.io ceph.com ceph.io velero.io
  npmjs.org npmjs.com nodejs.org python.org pypi.org pythonhosted.org maven.org apache.org rubygems.org
  ntp.org debian.pool.ntp.org stackoverflow.com serverfault.com wikipedia.org ietf.org baidu.com yahoo.com facebook.com
  icanhazip.com ifconfig.me ifconfig.co ipify.org ipinfo.io wireguard.com openssh.com openssl.org isc.org
  ifconfig.io aliyun.com aliyuncs.com daocloud.io azk8s.cn nip.io sslip.io xip.io ngrok.io docs.rs
  linux.org linuxfoundation.org operatorhub.io gravitational.io gravitational.com kubeflow.org knative.dev
  nvidia.com openebs.io keda.sh kyverno.io gatekeeper.sh opa.dev rc.local
  rfc-editor.org man7.org freedesktop.org envoyproxy.io openstack.org java.net java.io chrony-project.org eksctl.io
`),
);

/** Below these, customers have names of their own: the first label is theirs, the others are the provider's. */
const providerDomains = list(`
  azmk8s.io cloudapp.azure.com azurecr.io vault.azure.net core.windows.net database.windows.net azurewebsites.net
  cx.internal.cloudapp.net internal.cloudapp.net trafficmanager.net opinsights.azure.com
  amazonaws.com amazonaws.com.cn compute.internal ec2.internal cloudfront.net
  gke.goog run.app appspot.com cloudfunctions.net googleusercontent.com
  k8s.ondigitalocean.com linodelke.net vultr-k8s.com ondigitalocean.app scw.cloud ovh.net k8s.ovh.net
  herokuapp.com openshiftapps.com pages.dev workers.dev ngrok-free.app nip.io sslip.io
`);

/** Endings that tell a host name from a file, a package or a path of properties. */
const endings = new Set(
  list(`
  com net org io dev cloud app co edu gov mil int biz arpa ai tech online site xyz systems software services solutions
  internal local lan corp home intranet private priv localdomain novalocal domain test example invalid
  de uk fr nl cn jp kr ru eu ch se dk cz br au nz es fi
`),
);

/** Endings that are words or files, too: only names of three labels and more. */
const doubtful = new Set(
  list('at be ca in it is me my no pl sh so to tv us tw hk sg za mx ar cl il tr ua ro hu pt gr ie info'),
);

const secondLevel = new Set(['co', 'com', 'org', 'net', 'ac', 'gov', 'edu', 'ne', 'or']);

/** AWS's services of which a customer's part has a name; the others' names are AWS's own. */
const customersOfAws = new Set(list('elb eks ecr s3 rds cache es efs fsx mq kafka compute compute-1'));

/** Whether the name, in lower case, is of somebody that everybody knows, or of the cluster's inside. */
export function isPublicName(labels: readonly string[]): boolean {
  if (labels.at(-1) === 'svc' || providerDomains.includes(labels.join('.'))) return true;
  if (labels.slice(-2).join('.') === 'amazonaws.com')
    return !labels.slice(1).some((label) => customersOfAws.has(label));
  return labels.some((_, at) => publicDomains.has(labels.slice(at).join('.')));
}

/** Whether a provider's names end like this. */
export const isProviderName = (name: string): boolean =>
  providerDomains.some((domain) => name.endsWith(`.${domain}`));

/** Whether the labels look like a host's full name. */
export function hasHostShape(labels: readonly string[]): boolean {
  const last = labels.at(-1) ?? '';
  if (labels.length < 2 || !(endings.has(last) || (doubtful.has(last) && labels.length > 2))) return false;
  return labels.every((label) => /^[\w-]{1,63}$/.test(label)) && labels.some((label) => /[a-z]/.test(label));
}

/** How many labels at the end are no names: `com`, `co.uk`. */
export function endingLabels(labels: readonly string[]): number {
  const [second = '', last = ''] = labels.slice(-2);
  if (!endings.has(last) && !doubtful.has(last)) return 0;
  return last.length === 2 && labels.length > 2 && secondLevel.has(second) ? 2 : 1;
}
