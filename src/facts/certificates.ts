import { type Static, Type } from 'typebox';
import { type FactDefinition, onHost, shelfLife } from './define.ts';

export const SeenCertificate = Type.Object({
  /** `CN = kube-apiserver`, or the name that kubeadm gives the certificate; empty when the output shows none. */
  subject: Type.String(),
  issuer: Type.Optional(Type.String()),
  /** Seconds since 1970. */
  notBefore: Type.Optional(Type.Integer()),
  notAfter: Type.Optional(Type.Integer()),
  /** Names and addresses that it is valid for. */
  names: Type.Optional(Type.Array(Type.String())),
  /** Whether the program that printed it says that it has expired. */
  expired: Type.Optional(Type.Boolean()),
});
export type SeenCertificate = Static<typeof SeenCertificate>;

export const certificatesFacts: FactDefinition[] = [
  {
    id: 'certificates.seen',
    title: 'certificates that were printed: whose they are, and from when to when they hold',
    subject: 'host',
    openEnded: true,
    schema: Type.Array(SeenCertificate),
    collect: [
      { ...onHost('kubeadm certs check-expiration'), where: 'on the control plane node' },
      onHost('openssl x509 -in /etc/kubernetes/pki/apiserver.crt -noout -text'),
    ],
    shelfLifeSeconds: shelfLife.long,
  },
  {
    id: 'certificates.expired',
    title: 'certificates whose last day had passed when the machine’s clock was read',
    subject: 'cluster',
    derived: true,
    openEnded: true,
    schema: Type.Array(Type.String()),
    collect: [
      {
        ...onHost('kubeadm certs check-expiration'),
        where: 'on the control plane node',
        brings: 'certificates.seen',
      },
      { ...onHost('date -u'), brings: 'clock.readings' },
    ],
    shelfLifeSeconds: shelfLife.long,
  },
  {
    id: 'certificates.missing-server-names',
    title: 'servers of kubeconfigs that the API server’s certificate is not valid for',
    subject: 'cluster',
    derived: true,
    openEnded: true,
    schema: Type.Array(Type.String()),
    collect: [
      { ...onHost('kubectl config view --minify'), where: 'on the client', brings: 'kubeconfig.servers' },
      {
        ...onHost('openssl x509 -in /etc/kubernetes/pki/apiserver.crt -noout -text'),
        where: 'on the control plane node',
        brings: 'certificates.seen',
      },
    ],
    shelfLifeSeconds: shelfLife.long,
  },
];
