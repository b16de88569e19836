import { readConfig } from '../config.ts';
import { Pseudonymiser } from '../evidence/pseudonymise/pseudonymiser.ts';
import { newSecret } from '../lib/ids.ts';

/** Maps with the key of the settings, or with one of this run. */
export const newPseudonymiser = (): Pseudonymiser =>
  new Pseudonymiser(readConfig().pseudonymKey ?? newSecret());

/** Says on standard error how much was mapped. */
export function reportPseudonyms({ counts }: Pseudonymiser): void {
  const { addresses, hardwareAddresses, names } = counts;
  const mapped = [
    counted(addresses, 'address', 'addresses'),
    counted(hardwareAddresses, 'hardware address', 'hardware addresses'),
    counted(names, 'host name', 'host names'),
  ];
  process.stderr.write(`Pseudonymised: ${mapped.join(', ')}.\n`);
}

const counted = (count: number, one: string, more: string): string => `${count} ${count === 1 ? one : more}`;
