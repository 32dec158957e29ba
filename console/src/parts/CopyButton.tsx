import { Button } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

/** Copies a text; `label` says which, for a reader who cannot see what stands beside it. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const { t } = useTranslation()
  const clipboard = useClipboard()
  const Icon = clipboard.copied ? IconCheck : IconCopy
  return (
    <Button
      size="compact-xs"
      variant="default"
      leftSection={<Icon size={14} aria-hidden />}
      onClick={() => clipboard.copy(text)}
      aria-label={clipboard.copied ? t('copy.copied') : t('copy.what', { what: label })}
    >
      <span aria-live="polite">{clipboard.copied ? t('copy.copied') : t('copy.copy')}</span>
    </Button>
  )
}
