import { error } from './finding-code.ts';

/** What can keep a draft from being saved or published, beside what is wrong in its documents. */
export const draftCodes = {
  'version-not-next': error(
    'A draft under another version than the next',
    'Leave the version out, or state the one that the message names.',
  ),
  'id-not-path': error('A rule under another rule’s path', 'Send the rule to the path of its own id.'),
  'failing-test': error(
    'A test that comes out otherwise than it states',
    'Mend the rule, or the other rule that the message names; a test is changed when it states what is not so.',
  ),
  'worse-cases': error(
    'Confirmed cases that the change would diagnose worse',
    'Look at the cases, and mend the rule; or say in override why the change is right all the same.',
  ),
} as const;
