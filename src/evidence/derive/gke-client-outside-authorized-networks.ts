import { outsideOf } from '../outside-ranges.ts';

export const gkeClientOutsideAuthorizedNetworks = outsideOf(
  'gke.client-outside-authorized-networks',
  'gke.authorized-networks',
);
