import { expect, it } from 'vitest';
import type { SecretKind } from '../src/redact/secret-kind.ts';
import { secretKinds, secretTopics } from '../src/redact/secret-kinds.ts';

const escaped = (text: string): string => text.replaceAll('|', '\\|');

const rowOf = ({ id, what, why, reference }: SecretKind): string =>
  `| \`${id}\` | ${escaped(what)} | ${escaped(why)} | [reference](${reference}) |`;

const tables = secretTopics.map(
  ([title, kinds]) =>
    `### ${title}\n\n| kind | what goes | why | |\n| --- | --- | --- | --- |\n${kinds.map(rowOf).join('\n')}\n`,
);

const page = `# Redaction

Before anything that a client sends is checked, read, stored, quoted or logged, secrets are taken out of it. In the place of
each stands a word that survives URLs, YAML, JSON and shells:

\`\`\`
Authorization: Bearer REDACTED-bearer-token-k3v7q
\`\`\`

- The middle is the kind of the secret, the end a tag: equal secrets of a case have equal tags, over all of its submissions,
  whatever their kind. In another case the same secret has another tag.
- Lines keep their numbers. A key in PEM keeps BEGIN and END, and each line between them becomes the word.
- A text without secrets stays as it is, byte for byte, and redacting twice changes nothing: texts may be redacted before they are sent.
  \`culprit diagnose\` does so, with \`--server\` too.
- Addresses, host names, certificates, digests, ids and names of Secrets stay: the diagnosis needs them.

## Where

| what is sent | |
| --- | --- |
| texts, their \`command\` and \`host\`, facts with all that is within their values | redacted under the case, or without a case for \`POST /v1/diagnoses\` |
| the note of a confirmation | under the case |
| reasons, names of keys, paths of refused requests in the audit | without a case |
| \`Idempotency-Key\` | kept as its SHA-256; the request that it belongs to as a hash under the installation's key |
| what an error says: message, pointers, path | under a key that ends with the process |
| \`X-Request-Id\` | not taken over when it holds a secret |
| rules, drafts and their tests | not changed; lint refuses them with \`secret-in-rule\` |

## What the answer says of it

Each diagnosis lists in \`redacted\` the kinds, how many of each, and where: lines of a text, its command or host, or a submitted
fact. The list is read off the words in the evidence, so that a replay gives the same bytes, and words that were there before count too.
The table of \`culprit diagnose\` says the same in a line. \`culprit_redactions_total\` counts by kind.

## The key, and what a tag tells

A tag has 25 bits of HMAC-SHA-256 of the secret, under a key of the case, which is HMAC-SHA-256 of the case's id under the key of the
installation: \`CULPRIT_REDACTION_KEY\`, or else one that is made once and kept in the database.

- Who holds the database alone, the key being a setting: which secrets of a case are equal, and nothing else.
- Who holds the database and the key can try a secret that he guesses: of 33 million wrong guesses one has the right tag. So a
  password from a list of common ones can be found when the list is short; a token or a generated password cannot: the tag fits
  more texts than anybody can tell apart. Set \`CULPRIT_REDACTION_KEY\`, and keep it where the database is not, when that matters; a copy of the
  database then tells equality alone.
- With another key, later submissions to an open case get other tags than earlier ones, and requests that are repeated with an idempotency key from before
  are refused.
- Nobody gets a secret back: it is nowhere. Evidence that was kept before this version stays as it was until its case is deleted.

## What it is not

Secrets are found by what stands around them, or by their own shape. A password in the middle of a sentence, a secret in a format that
nobody described, or one that a terminal's colours cut in two is not found: look at what you send. What has the name of a secret is redacted even if it is an example. Where a
value ends is a guess in free text: of a password with \`;\`, \`,\` or \`&\` in it, what stands behind may be left on a command line.

## How it is made

The kinds are data (\`src/redact/kinds/\`), each with texts in which a secret must go and look-alikes that must stay
(\`src/redact/samples/\`). One pass over a text finds the literals of all kinds (Aho–Corasick); patterns run only where one stands, with
bounded repetitions, so that the time is linear in the text: a test doubles hostile texts for every kind. 1 MiB of incidents takes
about 70 ms, and a text without any literal next to nothing.

Rule sets of others were weighed. [gitleaks](https://github.com/gitleaks/gitleaks)' rules (MIT) are the reference for the shapes of issued tokens, but they
are patterns for RE2 that report a line of a repository: they say nothing of Kubernetes objects, kubeconfigs, flags and
manifests across lines, and their generic rules take hashes and ids for keys, which a diagnosis needs. secretlint (MIT, well
kept) is a linter of files: it reports asynchronously, brings a tree of packages, runs JavaScript patterns without a
promise of linear time, and knows a dozen services. Neither gives one pass in well under a millisecond.

## The kinds

This page is generated from \`src/redact/\` by \`npm run generate:redaction\`. Where two kinds match at one place, the one that stands first names the secret,
unless its own shape says more than its name.

${tables.join('\n')}`;

it('docs/redaction.md lists every kind of secret', async () => {
  expect(new Set(secretKinds.map(({ id }) => id)).size).toBe(secretKinds.length);
  await expect(page).toMatchFileSnapshot('../docs/redaction.md');
});
