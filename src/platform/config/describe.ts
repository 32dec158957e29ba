import { type SettingName, settings } from './settings.ts'

/** The page docs/configuration.md. */
export function configurationPage(): string {
  return `# Configuration

Generated from src/platform/config/settings.ts by \`npm run generate\`; do not edit.

Every setting can stand in \`kiungo.yaml\` (or the file named by \`--config\`) or in the environment. A flag of the command
line wins over the environment, the environment over the file, the file over the default. A secret may also lie in a file
whose path is in the variable with \`_FILE\` at its end. An invalid setting is refused at the start, all faults at once.

${(Object.keys(settings) as SettingName[]).map(section).join('\n')}`
}

function section(name: SettingName): string {
  const { env, kind, about, trusts, fallback, secret } = settings[name]
  return `## ${name}

${about}

- Environment: \`${env}\`${secret ? ` or \`${env}_FILE\` (secret)` : ''}
- Value: ${kind}
- Default: ${fallback === '' ? 'not set' : `\`${String(fallback)}\``}
- Trusts: ${trusts}
`
}
