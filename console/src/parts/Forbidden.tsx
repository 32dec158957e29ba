import { Center, Stack, Text, Title } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Permission } from '../../../src/federation/schema.ts'
import { roleKey, useSession } from '../session/session.ts'
import { useTitle } from './Page.tsx'

export function Forbidden() {
  const { t } = useTranslation()
  const { session } = useSession()
  useTitle(t('forbidden.title'))
  return (
    <Center mih="50vh">
      <Stack align="center" gap="sm" maw={480} ta="center">
        <IconLock size={44} stroke={1.3} aria-hidden />
        <Title order={1}>{t('forbidden.title')}</Title>
        <Text c="dimmed">
          {t('forbidden.text', { roles: session?.roles.map((role) => t(roleKey(role))).join(', ') ?? '' })}
        </Text>
      </Stack>
    </Center>
  )
}

/** The server refuses anyway; this spares the reader a page of failing parts. */
export function Guarded({ permission, children }: { permission: Permission; children: ReactNode }) {
  const { may } = useSession()
  return may(permission) ? children : <Forbidden />
}
