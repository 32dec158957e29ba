import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TransferContent, TransferStanding } from '../../../../../src/compliance/transfers/schema.ts'
import { assessTransfer, complianceKey } from '../../../api/compliance.ts'
import { useFormat } from '../../../parts/format.ts'
import { ProblemNotice } from '../../../parts/ProblemNotice.tsx'
import { mechanisms } from '../known.ts'

const textLimit = 2000

interface TypedTransfer {
  readonly id: string
  readonly countries: string
  readonly mechanism: TransferContent['mechanism']
  readonly findings: string
  readonly access: string
  readonly measures: string
  readonly reviewedOn: string
  readonly reviewAgainBy: string
}

const parts = (text: string, by: RegExp): string[] =>
  text
    .split(by)
    .map((part) => part.trim())
    .filter((part) => part !== '')

const contentOf = (typed: TypedTransfer): TransferContent => ({
  id: typed.id.trim(),
  countries: parts(typed.countries.toUpperCase(), /[\s,;]+/),
  mechanism: typed.mechanism,
  law: { findings: typed.findings.trim(), accessByAuthorities: typed.access.trim() },
  measures: parts(typed.measures, /\n/),
  ...{ reviewedOn: typed.reviewedOn, reviewAgainBy: typed.reviewAgainBy },
})

/** What is missing or cannot be right, by the name of its field. */
function faultsOf(content: TransferContent, today: string): ReadonlySet<keyof TypedTransfer> {
  const countriesFit = content.countries.length > 0 && content.countries.every((code) => /^[A-Z]{2}$/.test(code))
  return new Set<keyof TypedTransfer>([
    ...(/^[a-z0-9]+(-[a-z0-9]+)*$/.test(content.id) ? [] : (['id'] as const)),
    ...(countriesFit ? [] : (['countries'] as const)),
    ...(content.law.findings === '' ? (['findings'] as const) : []),
    ...(content.law.accessByAuthorities === '' ? (['access'] as const) : []),
    ...(content.measures.length === 0 ? (['measures'] as const) : []),
    ...(content.reviewedOn !== '' && content.reviewedOn <= today ? [] : (['reviewedOn'] as const)),
    ...(content.reviewAgainBy > content.reviewedOn ? [] : (['reviewAgainBy'] as const)),
  ])
}

/** The next revision of an assessment, or its first; what stood before stays. */
export function TransferForm({ id, of }: { id: string; of: TransferStanding | undefined }) {
  const { t } = useTranslation()
  const today = useFormat().today()
  const client = useQueryClient()
  const router = useRouter()
  const before = of?.assessment
  const [typed, setTyped] = useState<TypedTransfer>(() => ({
    id: before?.id ?? id,
    countries: (before?.countries ?? of?.transfer.countries ?? []).join(' '),
    mechanism: before?.mechanism ?? of?.transfer.mechanism ?? 'safeguards',
    findings: before?.law.findings ?? '',
    access: before?.law.accessByAuthorities ?? '',
    measures: before?.measures.join('\n') ?? '',
    ...{ reviewedOn: today, reviewAgainBy: '' },
  }))
  const [tried, setTried] = useState(false)
  const content = contentOf(typed)
  const faults = faultsOf(content, today)
  const saving = useMutation({
    mutationFn: () => assessTransfer(content),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: complianceKey })
      await router.navigate({ to: '/compliance/transfers' })
    },
  })
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setTried(true)
    const form = event.currentTarget
    if (faults.size === 0) return saving.mutate()
    setTimeout(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
  }
  const field = (name: keyof TypedTransfer) => ({
    label: t(`transferFields.${name}.label`),
    description: t(`transferFields.${name}.note`),
    value: typed[name],
    error: tried && faults.has(name) ? t('transfers.fault') : undefined,
    onChange: (event: { currentTarget: { value: string } }) =>
      setTyped({ ...typed, [name]: event.currentTarget.value }),
  })
  return (
    <form onSubmit={send} noValidate className="k-form">
      <TextInput {...field('id')} />
      <TextInput {...field('countries')} />
      <NativeSelect
        {...field('mechanism')}
        data={mechanisms.map((value) => ({ value, label: t(`mechanisms.${value}`) }))}
      />
      <Textarea {...field('findings')} autosize minRows={3} maxLength={textLimit} />
      <Textarea {...field('access')} autosize minRows={3} maxLength={textLimit} />
      <Textarea {...field('measures')} autosize minRows={3} />
      <TextInput {...field('reviewedOn')} type="date" max={today} />
      <TextInput {...field('reviewAgainBy')} type="date" min={today} />
      {saving.error === null ? null : <ProblemNotice fault={saving.error} />}
      <div className="k-form-buttons">
        <Button type="submit" loading={saving.isPending}>
          {t('transfers.save')}
        </Button>
      </div>
    </form>
  )
}
