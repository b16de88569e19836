/**
 * Words within host names that say what a machine does or which software runs there: they name nobody, and sources and
 * rules look for them. Names of interfaces and versions stand here so that no word becomes one.
 */
const words = `
  master masters worker workers node nodes minion minions slave server servers agent agents host hosts client clients
  control plane controlplane controller controllers cp ctl apiserver api etcd scheduler manager mgmt management
  bastion jump gateway gw router proxy lb loadbalancer balancer vip haproxy keepalived nginx ingress egress
  laptop desktop workstation macbook thinkpad mac office home lab console shell cloudshell runner ci vm vms vmss
  pool pools nodepool agentpool np system sys default user apps app web db data storage gpu cpu edge core infra
  kube kubernetes k8s k3s k0s k3d rke rke2 kind minikube microk8s kubeadm kubelet openshift ocp okd rancher
  harvester capi talos kops gravity crc colima podman docker containerd
  aks eks gke gce ec2 aws azure gcp ip vpc elb nlb alb hcp privatelink compute amazonaws sts s3 ecr dkr autoscaling
  elasticloadbalancing ssm logs monitoring
  ubuntu debian centos fedora rhel alma rocky gentoo suse coreos flatcar raspberrypi raspberry pi rpi vagrant
  virtualbox localhost localdomain
  dns ns ntp mail smtp imap www ftp vpn nas nfs registry mirror cache db sql ldap
  svc pod pods service services container cluster clusters namespace default
  kind calico cilium flannel weave antrea canal istio linkerd envoy traefik metallb coredns konnectivity tunnelfront
  prometheus grafana alertmanager etcdctl kubectl helm curl wget ping bash sh root admin sudo
  error errors warning warnings info debug fatal notice trace annotation annotations label labels pipeline step
  name address addresses status type reason message event events spec kernel systemd journal dockerd crio sshd
  eth en enp eno ens enx wlan bond cni cali veth tun tap tunl br vxlan wg ib lo ipvs dummy
  rev tls http https ipv oauth sha md utf layer base v r q a l h p x s k
  step test attempt try run phase part case option example section round take figure stage task issue day week
  airgap airgapped oidc checkip
  scenario config version before after point problem solution hop item exhibit log output
  east west north south central northeast southeast northwest southwest us eu ap sa ca me af cn
  small medium large xlarge micro nano
  prod production dev development staging stage qa uat test demo
  true false null none unknown yes no on off up down and or not for the this that with from into over
  new old all any one two first last next main primary secondary standby backup local internal external public private
  network net interface route table link
`;

const vocabulary: ReadonlySet<string> = new Set(words.split(/\s+/));

/** Whether a word stays what it is in every name. Takes lower case. */
export const isKeptWord = (word: string): boolean => word.length < 2 || vocabulary.has(word);
