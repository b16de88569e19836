/**
 * Ranges that are mapped onto themselves, their insides not: private ones, and the space that providers share. An address
 * inside stays inside, one outside stays outside.
 */
export const pinnedRanges: readonly string[] = [
  '10.0.0.0/8',
  '100.64.0.0/10',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '2000::/3',
  'fc00::/7',
  'fd00::/8',
  'fe80::/16',
];

/** Ranges in which each address stays what it is: their values mean something, and are the same everywhere. */
export const keptRanges: readonly string[] = [
  // RFC 6890: this host, loopback, link-local, protocol assignments, documentation, multicast, masks and broadcast.
  '0.0.0.0/8',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
  '::/96',
  'fe80::/64',
  'ff00::/8',
  '2001:db8::/32',
  // What kubeadm, flannel, Weave Net, Docker, CRI-O, Podman and VirtualBox's NAT give unless told otherwise.
  '10.96.0.0/12',
  '10.244.0.0/16',
  '10.32.0.0/12',
  '172.17.0.0/16',
  '10.85.0.0/16',
  '10.88.0.0/16',
  '10.0.2.0/24',
  '192.168.122.0/24',
  // Where kubespray, kubeasz and old guides put the cluster's DNS.
  '10.233.0.0/24',
  '10.68.0.0/24',
  '10.254.0.0/24',
  '169.169.0.0/16',
  // What OVN joins its routers with.
  '100.64.0.0/16',
  // AWS's default VPC.
  '172.31.0.0/16',
  // Azure's platform address; Google's health checks.
  '168.63.129.16/32',
  '35.191.0.0/16',
  '130.211.0.0/22',
  // Public resolvers.
  '1.1.1.1/32',
  '1.0.0.1/32',
  '8.8.8.8/32',
  '8.8.4.4/32',
  '9.9.9.9/32',
  '208.67.222.222/32',
  '208.67.220.220/32',
  '114.114.114.114/32',
  '2001:4860:4860::/48',
  '2606:4700:4700::/48',
];

/** IPv4 addresses within IPv6 ones: the last four bytes are mapped as what they are. RFC 4291, 6052. */
export const embeddings: readonly string[] = ['::ffff:0:0/96', '64:ff9b::/96'];
