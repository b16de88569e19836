/** C0 and C1 controls but the tab, byte order marks, zero-width spaces, and what turns the direction of writing (UAX #9). */
const unseen = new RegExp(
  `[${[
    ...['\\u0000-\\u0008', '\\u000A-\\u001F', '\\u007F-\\u009F'],
    ...['\\u061C', '\\u200B', '\\u200E\\u200F', '\\u2028-\\u202E', '\\u2066-\\u2069', '\\uFEFF'],
  ].join('')}]`,
  'g',
);

const noBreakSpace = '\u00A0';

/** A line without anything that would change what a terminal or a page shows of it. Linear. */
export const plainText = (line: string): string => line.replace(unseen, '').replaceAll(noBreakSpace, ' ');
