import { IconKeyOff } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { clientsQuery, partnersQuery, revokeClientKey } from '../../api/traffic.ts'
import { ConfirmButton } from '../../parts/ConfirmButton.tsx'
import { Panel } from '../../parts/Page.tsx'
import { useSession } from '../../session/session.ts'

/** The keys that the client proves itself with. One that is lost or stolen is revoked here, for ever. */
export function ClientKeys({ client: id }: { client: string }) {
  const { t } = useTranslation()
  const { may } = useSession()
  const allowed = may('partner.manage')
  const client = useQueryClient()
  const { data: clients } = useQuery({ ...clientsQuery, enabled: allowed })
  const keys = clients?.find((one) => one.id === id)?.keys
  if (!allowed || keys === undefined) return null
  const revoke = async (kid: string) => {
    await revokeClientKey(id, kid)
    await client.invalidateQueries({ queryKey: clientsQuery.queryKey })
    void client.invalidateQueries({ queryKey: partnersQuery.queryKey })
    return t('clientKeys.revoked')
  }
  return (
    <Panel title={t('clientKeys.title')}>
      {keys.length === 0 ? (
        <p className="k-sub">{t('clientKeys.none')}</p>
      ) : (
        <ul className="k-agreed">
          {keys.map(({ kid, alg }) => (
            <li key={kid}>
              <span>
                <span className="k-code">{kid}</span> <span className="k-sub">{alg}</span>
              </span>
              <ConfirmButton
                label={t('clientKeys.revoke')}
                size="xs"
                leftSection={<IconKeyOff size={16} aria-hidden />}
                question={t('clientKeys.question', { kid })}
                verb={t('clientKeys.revoke')}
                act={() => revoke(kid)}
              >
                {t('clientKeys.text')}
              </ConfirmButton>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
