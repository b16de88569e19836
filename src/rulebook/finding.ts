import type { ErrorDetail } from '../lib/errors.ts';
import { documentCodes } from './document-codes.ts';
import { draftCodes } from './draft-codes.ts';
import type { FindingCode as CodeEntry } from './finding-code.ts';
import { lintCodes } from './lint-codes.ts';
import { lockCodes, ruleCodes } from './rule-codes.ts';

/** Every code of a finding: what it means, how bad it is, and how to mend it. Codes are stable, as those of errors are. */
export const findingCodes = {
  ...documentCodes,
  ...ruleCodes,
  ...lintCodes,
  ...lockCodes,
  ...draftCodes,
} as const satisfies Record<string, CodeEntry>;
export type FindingCode = keyof typeof findingCodes;

/** What is wrong with an author's file. An ErrorDetail that says where, and by its code how to mend it. */
export interface Finding extends ErrorDetail {
  /** Within the rules folder; absent for a rule that was not read from a file. */
  file?: string;
  /** Both counted from 1; absent where nobody located the pointer in a text. */
  line?: number;
  column?: number;
  code: FindingCode;
}

/** At `pointer` of a document whose file others know. */
export const finding = (code: FindingCode, pointer: string, message: string): Finding => ({
  code,
  pointer,
  message,
});

export const isError = ({ code }: Pick<Finding, 'code'>): boolean => findingCodes[code].severity === 'error';

export const inFile = (file: string, findings: readonly Finding[]): Finding[] =>
  findings.map((one) => ({ ...one, file }));

/** As an error tells it: its pointer reads `file#/json/pointer`, and what is no pointer's business stands in the message. */
export const detailOf = ({ file, pointer, line, column, message }: Finding): ErrorDetail => ({
  pointer: file === undefined ? pointer : `${file}#${pointer}`,
  message: line === undefined ? message : `line ${line}, column ${column}: ${message}`,
});
