import { outsideOf } from '../outside-ranges.ts';

export const eksClientOutsidePublicAccessCidrs = outsideOf(
  'eks.client-outside-public-access-cidrs',
  'eks.public-access-cidrs',
);
