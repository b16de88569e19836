import { anywhere, type SecretKind, startingWith } from '../secret-kind.ts';

/** A token that its issuer begins with letters of its own, so that one that leaked is found. */
function issued(
  id: string,
  issuer: string,
  { keywords, token, reference }: { keywords: readonly string[]; token: RegExp; reference: string },
): SecretKind {
  return {
    id,
    what: `a token of ${issuer}, by the letters it begins with (${keywords.join(', ')})`,
    why: 'it stands for the account that made it',
    reference,
    keywords,
    forms: [startingWith(new RegExp(`(?<![A-Za-z0-9_])(?:${token.source})`, 'y'))],
  };
}

export const issuedTokenKinds: readonly SecretKind[] = [
  issued('culprit-key', 'culprit itself', {
    keywords: ['culprit_'],
    token: /culprit_[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}_[\w-]{16,}/,
    reference: 'https://www.rfc-editor.org/rfc/rfc6750',
  }),
  issued('github-token', 'GitHub', {
    keywords: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_', 'github_pat_'],
    token: /gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\w{30,}/,
    reference:
      'https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github#githubs-token-formats',
  }),
  issued('gitlab-token', 'GitLab', {
    keywords: [
      'glpat-',
      'gldt-',
      'glrt-',
      'glcbt-',
      'glptt-',
      'glsoat-',
      'glagent-',
      'glft-',
      'gloas-',
      'GR1348941',
    ],
    token: /(?:gl(?:pat|dt|rt|cbt|ptt|soat|agent|ft|oas)-|GR1348941)[\w.-]{16,}/,
    reference: 'https://docs.gitlab.com/security/tokens/#token-prefixes',
  }),
  issued('slack-token', 'Slack', {
    keywords: ['xoxb-', 'xoxp-', 'xoxa-', 'xoxr-', 'xoxs-', 'xoxe-', 'xapp-'],
    token: /(?:xox[abeprs](?:\.xox[bp])?|xapp)-[\w-]{10,}/,
    reference: 'https://docs.slack.dev/authentication/tokens',
  }),
  {
    id: 'slack-webhook',
    what: 'the path of an incoming webhook of Slack',
    why: 'whoever knows it can write into the channel',
    reference: 'https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks',
    keywords: ['hooks.slack.com/'],
    forms: [
      {
        before: /hooks\.slack\.com\/(?:services|workflows|triggers)\//iy,
        secret: /[\w/]{20,}/y,
      },
    ],
  },
  issued('npm-token', 'npm', {
    keywords: ['npm_'],
    token: /npm_[A-Za-z0-9]{36}/,
    reference: 'https://docs.npmjs.com/about-access-tokens',
  }),
  issued('pypi-token', 'PyPI', {
    keywords: ['pypi-AgE'],
    token: /pypi-AgE[\w-]{40,}/,
    reference: 'https://pypi.org/help/#apitoken',
  }),
  issued('docker-token', 'Docker Hub or a Swarm', {
    keywords: ['dckr_pat_', 'dckr_oat_', 'SWMTKN-1-', 'SWMKEY-1-'],
    token: /dckr_[po]at_[\w-]{20,}|SWMTKN-1-[a-z0-9-]{40,}|SWMKEY-1-[A-Za-z0-9+/]{20,}/,
    reference: 'https://docs.docker.com/security/access-tokens/',
  }),
  issued('vault-token', 'HashiCorp Vault', {
    keywords: ['hvs.', 'hvb.', 'hvr.'],
    token: /hv[sbr]\.[\w-]{20,}/,
    reference: 'https://developer.hashicorp.com/vault/docs/concepts/tokens#token-prefixes',
  }),
  {
    id: 'terraform-token',
    what: 'a token of HCP Terraform or Terraform Enterprise, by its middle (.atlasv1.)',
    why: 'it stands for the account that made it',
    reference: 'https://developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/api-tokens',
    keywords: ['.atlasv1.'],
    forms: [anywhere(/(?<![A-Za-z0-9])(?<secret>[A-Za-z0-9]{14}\.atlasv1\.[\w=-]{60,})/dg)],
  },
  issued('stripe-key', 'Stripe', {
    keywords: ['sk_live_', 'sk_test_', 'rk_live_', 'rk_test_', 'whsec_'],
    token: /(?:[sr]k_(?:live|test)|whsec)_[A-Za-z0-9+/=]{16,}/,
    reference: 'https://docs.stripe.com/keys',
  }),
  issued('model-api-key', 'OpenAI, Anthropic and others who sell language models', {
    keywords: [
      'sk-proj-',
      'sk-svcacct-',
      'sk-admin-',
      'sk-ant-',
      'sk-or-v1-',
      'T3BlbkFJ',
      'hf_',
      'gsk_',
      'r8_',
    ],
    token:
      /sk-(?:proj|svcacct|admin|ant|or-v1)-[\w-]{20,}|(?<=sk-[A-Za-z0-9]{20})T3BlbkFJ[A-Za-z0-9]{20}|hf_[A-Za-z0-9]{30,}|gsk_[A-Za-z0-9]{40,}|r8_[A-Za-z0-9]{30,}/,
    reference: 'https://platform.openai.com/docs/api-reference/authentication',
  }),
  issued('grafana-token', 'Grafana', {
    keywords: ['glsa_', 'glc_', 'eyJrIjoi'],
    token: /glsa_[A-Za-z0-9]{32}_[0-9a-fA-F]{8}|glc_[A-Za-z0-9+/]{32,}=*|eyJrIjoi[A-Za-z0-9+/]{32,}=*/,
    reference: 'https://grafana.com/docs/grafana/latest/administration/service-accounts/',
  }),
  issued(
    'provider-token',
    'DigitalOcean, Tailscale, Cloudflare, Databricks, Pulumi, Doppler, New Relic, SendGrid, Atlassian, Linear, Shopify, RubyGems, PlanetScale, Telegram or Discord',
    {
      keywords: [
        'dop_v1_',
        'doo_v1_',
        'dor_v1_',
        'tskey-',
        'dapi',
        'pul-',
        'dp.pt.',
        'dp.st.',
        'NRAK-',
        'SG.',
        'ATATT3',
        'lin_api_',
        'shpat_',
        'shpss_',
        'rubygems_',
        'pscale_',
        'v1.0-',
      ],
      token:
        /do[por]_v1_[0-9a-f]{40,}|tskey-[a-z]{2,12}-[\w-]{16,}|dapi[0-9a-f]{32}(?:-\d)?|pul-[0-9a-f]{40}|dp\.[ps]t\.[\w.]{30,}|NRAK-[A-Z0-9]{27}|SG\.[\w-]{16,32}\.[\w-]{32,64}|ATATT3[\w=-]{50,}|lin_api_[A-Za-z0-9]{30,}|shp(?:at|ss)_[0-9a-fA-F]{32}|rubygems_[0-9a-f]{48}|pscale_(?:tkn|pw|oauth)_[\w.=-]{30,}|v1\.0-[0-9a-f]{24}-[0-9a-f]{40,}/,
      reference:
        'https://docs.github.com/en/code-security/secret-scanning/introduction/supported-secret-scanning-patterns',
    },
  ),
];
