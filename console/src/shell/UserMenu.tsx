import { Avatar, Menu, Text, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { IconLogout } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useLocal } from '../parts/local.ts'
import { roleKey, useSession, useSignOut } from '../session/session.ts'

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((part) => part.charAt(0).toUpperCase())
    .join('')

export function UserMenu() {
  const { t } = useTranslation()
  const local = useLocal()
  const { session } = useSession()
  const signOut = useSignOut()
  if (session === undefined) return null
  return (
    <Menu position="bottom-end" width={280} withinPortal>
      <Menu.Target>
        <UnstyledButton className="k-user">
          <Avatar size={34} radius="xl" color="lake" variant="light" aria-hidden>
            {initials(session.name)}
          </Avatar>
          <VisuallyHidden>{t('shell.account')}: </VisuallyHidden>
          <span className="k-user-text">
            <Text span fz="sm" fw={600} lh={1.2} truncate>
              {session.name}
            </Text>
            <Text span fz="xs" c="dimmed" lh={1.2} truncate>
              {local(session.memberName)}
            </Text>
          </span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label component="div">
          <Text fw={600} c="var(--mantine-color-text)">
            {session.name}
          </Text>
          <Text fz="sm">{local(session.memberName)}</Text>
          <Text fz="sm">{session.roles.map((role) => t(roleKey(role))).join(', ')}</Text>
        </Menu.Label>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => void signOut()}>
          {t('shell.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
