import { type Static, Type } from 'typebox';
import { type FactDefinition, shelfLife, withKubectl } from './define.ts';

/** One attempt of a container runtime to fetch an image that failed. */
export const ImagePull = Type.Object({
  /** The host that was asked last, as far as the text shows it. */
  registry: Type.Union([Type.String(), Type.Null()]),
  error: Type.Enum([
    'no-answer',
    'name-not-resolved',
    'denied',
    'throttled',
    'certificate-untrusted',
    'plain-http',
    'not-found',
    'proxy-failed',
  ]),
});
export type ImagePull = Static<typeof ImagePull>;

export const imageFacts: FactDefinition[] = [
  {
    id: 'images.failed-pulls',
    title: 'images that could not be fetched, and why',
    subject: 'host',
    symptom: true,
    openEnded: true,
    schema: Type.Array(ImagePull),
    collect: [withKubectl('kubectl get events -A --field-selector reason=Failed')],
    shelfLifeSeconds: shelfLife.short,
  },
];
