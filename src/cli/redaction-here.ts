import { readConfig } from '../config.ts';
import { newSecret } from '../lib/ids.ts';
import { createRedaction, type Redaction } from '../redact/redaction.ts';

/** Under the key of the settings, else under one of this process. */
export const redactionHere = (): Redaction => createRedaction(readConfig().redactionKey ?? newSecret());
