import { Anchor, Center, Stack, Text, Title } from '@mantine/core'
import { IconCompassOff } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useTitle } from '../parts/Page.tsx'

export function NotFound(): ReactNode {
  const { t } = useTranslation()
  useTitle(t('notFound.title'))
  return (
    <Center mih="50vh">
      <Stack align="center" gap="sm" maw={460} ta="center">
        <IconCompassOff size={44} stroke={1.3} aria-hidden />
        <Title order={1}>{t('notFound.title')}</Title>
        <Text c="dimmed">{t('notFound.text')}</Text>
        <Anchor component={Link} to="/">
          {t('notFound.home')}
        </Anchor>
      </Stack>
    </Center>
  )
}
