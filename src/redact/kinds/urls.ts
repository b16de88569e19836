import { anywhere, type SecretKind } from '../secret-kind.ts';

/** Secrets within addresses and connection strings. */
export const urlKinds: readonly SecretKind[] = [
  {
    id: 'url-password',
    what: 'the password before `@` in an address: databases, brokers, registries, git remotes, proxies',
    why: 'it opens what the address names',
    reference: 'https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1',
    keywords: ['://', 'jdbc:oracle:'],
    forms: [
      { before: /jdbc:oracle:\w{1,8}:[^\s/@:"'<>]{1,128}\//iy, secret: /[^\s@"'<>]{1,256}(?=@)/y },
      {
        before: /:\/\/[^\s/@:"'<>\\?#]{0,256}:/y,
        secret: /[^\s/"'<>\\?#]{1,512}(?=@)/y,
      },
      {
        // Unencoded, a password may hold what ends an authority: where databases are addressed, people leave it so.
        before:
          /(?<=\b(?:postgres(?:ql)?|mysql|mariadb|mongodb(?:\+srv)?|rediss?|amqps?)):\/\/[^\s/@:"'<>\\?#]{0,256}:(?!\d{1,5}[/?])/iy,
        secret: /[^\s@"'<>\\]{1,256}(?=@[\w.-]{1,253}(?::\d{1,5})?[/?,\s])/y,
      },
    ],
  },
  {
    id: 'dsn-password',
    what: 'the password in a data source name of Go’s MySQL driver: user:password@tcp(host:3306)/name',
    why: 'it opens the database',
    reference: 'https://github.com/go-sql-driver/mysql#dsn-data-source-name',
    keywords: ['@tcp(', '@unix('],
    forms: [anywhere(/(?<=^|[\s"'=])[\w.-]{1,64}:(?<secret>[^\s"'\\]{1,256})@(?:tcp|unix)\(/dg)],
  },
  {
    id: 'url-signature',
    what: 'the signature of a signed address: Azure’s `sig`, X-Amz-Signature, X-Goog-Signature, and X-Amz-Security-Token',
    why: 'the address opens the object without anything else until it expires',
    reference: 'https://learn.microsoft.com/rest/api/storageservices/create-service-sas',
    keywords: ['sig=', 'signature=', 'security-token='],
    forms: [
      {
        before: /(?:(?<=[?&;"'\s]|&amp;|\\u0026)sig|signature|security-token)=/iy,
        secret: /[\w%+/.~-]{16,}=*/y,
      },
    ],
  },
  {
    id: 'connection-string-key',
    what: 'AccountKey, SharedAccessKey, SharedAccessSignature and SharedSecret of Azure’s connection strings; the keys that `az storage account keys list` prints',
    why: 'it opens the whole account, queue or hub',
    reference: 'https://learn.microsoft.com/azure/storage/common/storage-configure-connection-string',
    keywords: ['accountkey', 'sharedaccess', 'sharedsecret', 'azurewebjobsstorage', 'keyname', 'full '],
    forms: [
      {
        before:
          /(?:accountkey|sharedaccesskey|sharedaccesssignature|sharedsecret)\\?["']?[ \t]{0,2}[:=][ \t]{0,2}\\?["']?/iy,
        secret: /[^\s"'\\;,<>]{16,}/y,
      },
      {
        before:
          /keyname\\?"\s{0,4}:\s{0,4}\\?"[\w-]{1,64}\\?",\s{0,64}(?:\\?"permissions\\?"\s{0,4}:\s{0,4}\\?"\w{1,16}\\?",\s{0,64})?\\?"value\\?"\s{0,4}:\s{0,4}\\?"/iy,
        secret: /[^"\\\r\n]+/y,
      },
      // In a table, only its length tells it.
      { before: /full[ \t]{1,32}/iy, secret: /[A-Za-z0-9+/]{86}==/y },
    ],
  },
];
