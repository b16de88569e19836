import { newSecret } from '../lib/ids.ts';
import type { InstallationStore } from './ports.ts';

/** The key that is set, else the one that the store keeps: made now when it keeps none. Rejects with `unavailable`. */
export const redactionKeyOf = async (
  store: InstallationStore,
  { redactionKey }: { redactionKey: string | undefined },
): Promise<string> => redactionKey ?? store.redactionKey(newSecret());
