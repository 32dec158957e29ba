import { Button, Checkbox, Loader, NativeSelect } from '@mantine/core'
import { IconPlayerPlay } from '@tabler/icons-react'
import { useMutation, useMutationState, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useRouter } from '@tanstack/react-router'
import { type FormEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { RegistryName } from '../../../../src/conformance/schema.ts'
import { partnersQuery, runConformance } from '../../api/traffic.ts'
import { Panel } from '../../parts/Page.tsx'
import { ProblemNotice } from '../../parts/ProblemNotice.tsx'
import { useSession } from '../../session/session.ts'

const registries = ['sr', 'crvs', 'dr', 'fr', 'ibr', 'ess'] as const satisfies readonly RegistryName[]
const runKey = ['run-conformance']

interface Run {
  readonly partner?: string
  readonly registry: RegistryName
  readonly callbacks?: boolean
}

/** A run goes on while its reader is elsewhere in the console, and is shown again to who comes back. */
export function RunPanel() {
  const { t } = useTranslation()
  const { may } = useSession()
  const client = useQueryClient()
  const router = useRouter()
  const form = useRef<HTMLFormElement>(null)
  const { data: partners = [] } = useQuery({ ...partnersQuery, enabled: may('partner.read') })
  const callable = partners.filter(({ baseUrl, status }) => baseUrl !== undefined && status === 'active')
  const nameOf = (id: string | undefined) =>
    id === undefined ? t('conformance.thisNode') : (callable.find((partner) => partner.id === id)?.name ?? id)
  const run = useMutation({
    mutationKey: runKey,
    mutationFn: runConformance,
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['reports'] })
      // Only whoever still waits here is led to the report.
      if (form.current !== null) await router.navigate({ to: '/conformance/$id', params: { id } })
    },
  })
  const running = useMutationState({
    filters: { mutationKey: runKey, status: 'pending' },
    select: ({ state }) => state.variables as Run,
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const partner = String(data.get('partner') ?? '')
    const registry = registries.find((name) => name === data.get('registry'))
    if (registry === undefined) return
    run.mutate(partner === '' ? { registry } : { partner, registry, callbacks: data.has('callbacks') })
  }
  return (
    <Panel title={t('conformance.run')}>
      <form onSubmit={submit} ref={form} className="k-toolbar k-filters">
        <NativeSelect
          name="partner"
          label={t('conformance.server')}
          data={[
            { value: '', label: t('conformance.thisNode') },
            ...callable.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <NativeSelect
          name="registry"
          label={t('conformance.registry')}
          data={registries.map((value) => ({ value, label: t(`registries.${value}`) }))}
        />
        {callable.length === 0 ? null : (
          <Checkbox
            name="callbacks"
            defaultChecked
            label={t('conformance.callbacks')}
            description={t('conformance.callbacksText')}
          />
        )}
        <Button type="submit" leftSection={<IconPlayerPlay size={16} aria-hidden />} disabled={running.length > 0}>
          {t('conformance.start')}
        </Button>
      </form>
      <div role="status">
        {running.map(({ partner, registry }) => (
          <p key={`${partner} ${registry}`} className="k-running">
            <Loader size="xs" aria-hidden />
            {t('conformance.running', { server: nameOf(partner), registry: t(`registries.${registry}`) })}
          </p>
        ))}
      </div>
      {callable.length === 0 && may('partner.manage') ? (
        <p className="k-sub">
          {t('conformance.noPartner')} <Link to="/partners/new">{t('partners.onboard')}</Link>
        </p>
      ) : null}
      {run.error === null ? null : <ProblemNotice fault={run.error} />}
    </Panel>
  )
}
