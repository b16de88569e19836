import type { SecretKind } from '../secret-kind.ts';

/** Secrets on command lines that no name gives away. */
export const flagKinds: readonly SecretKind[] = [
  {
    id: 'program-password',
    what: 'the password behind the short flag of a program that is known to take one: mysql -p, sshpass -p, redis-cli -a, docker login -p, ldapsearch -w, openssl pass:',
    why: 'it opens what the command opens',
    reference: 'https://dev.mysql.com/doc/refman/8.4/en/password-security-user.html',
    keywords: [
      'mysql',
      'mariadb',
      'sshpass',
      'redis-cli',
      'mongo',
      'docker login',
      'podman login',
      'helm registry login',
      'oc login',
      'az login',
      'ldapsearch',
      'smbclient',
      'pass:',
    ],
    forms: [
      {
        before: /(?:mysql|mariadb)[a-z]{0,8}(?=\s)[^\r\n|;&]{0,200}?[ \t]-p['"]?/y,
        secret: /[^\s'"|;&-][^\s'"|;&]*/y,
      },
      { before: /sshpass[ \t]{1,4}-p[ \t]{0,4}['"]?/y, secret: /[^\s'"|;&][^'"\s]*/y },
      { before: /redis-cli[^\r\n|;&]{0,200}?[ \t](?:-a|--pass)[ \t]{1,4}['"]?/y, secret: /[^\s'"|;&]+/y },
      {
        before:
          /(?:mongo[a-z]{0,8}|docker login|podman login|helm registry login|oc login|az login)(?=[ \t])[^\r\n|;&]{0,200}?[ \t]-p[ \t]{1,4}['"]?/y,
        secret: /[^\s'"|;&-][^\s'"|;&]*/y,
      },
      { before: /ldapsearch[^\r\n|;&]{0,200}?[ \t]-w[ \t]{1,4}['"]?/y, secret: /[^\s'"|;&]+/y },
      { before: /smbclient[^\r\n|;&]{0,200}?[ \t]-U[ \t]{1,4}['"]?[^\s%'"]{1,64}%/y, secret: /[^\s'"|;&]+/y },
      { before: /(?<=-pass(?:in|out)?[ \t]{1,4})pass:/y, secret: /[^\s'"|;&]+/y },
    ],
  },
  {
    id: 'user-password',
    what: 'the password behind the user’s name in `curl -u name:password`, `--user` and `--proxy-user`',
    why: 'it opens what the address names',
    reference: 'https://curl.se/docs/manpage.html#-u',
    keywords: ['-u ', '-user ', '-user='],
    forms: [
      {
        before:
          /(?:(?<=\bcurl\b[^\r\n|;]{0,300}[ \t])-u|(?<=[ \t]-(?:-proxy)?)-user)[ \t=]{1,4}['"]?[^\s:'"/]{1,64}:/y,
        secret: /[^\s'"|;&]+/y,
      },
    ],
  },
  {
    id: 'literal',
    what: 'the value of `kubectl create secret … --from-literal=name=value`',
    why: 'it is what the Secret is to keep',
    reference: 'https://kubernetes.io/docs/tasks/configmap-secret/managing-secret-using-kubectl/',
    keywords: ['--from-literal'],
    forms: [
      {
        before: /(?<=\bsecret\b(?:[^\r\n]|\\\r?\n){0,500})--from-literal[= \t]{1,4}['"]?[\w.-]{1,128}=['"]?/y,
        secret: /(?<=")[^"\r\n]+|(?<=')[^'\r\n]+|[^\s'"]+/y,
      },
    ],
  },
];
