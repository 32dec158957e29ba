import { Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

export const sectionNames = ['name', 'fields', 'comparisons', 'blocking', 'limits', 'json'] as const
export type SectionName = (typeof sectionNames)[number]

interface EditorSectionProps {
  readonly name: SectionName
  readonly pointer?: string
  readonly error?: string | undefined
  readonly children: ReactNode
}

export function EditorSection({ name, pointer, error, children }: EditorSectionProps) {
  const { t } = useTranslation()
  return (
    <section className="k-panel k-model-section" id={name} data-pointer={pointer}>
      <h2>{t(`modelling.section.${name}`)}</h2>
      <p className="k-sub">{t(`modelling.explained.${name}`)}</p>
      <Stack gap="sm">{children}</Stack>
      {error === undefined ? null : <p className="k-fault">{error}</p>}
    </section>
  )
}
