import './sign-in.css'
import { Alert, Box, Button, Group, PasswordInput, Stack, Text, TextInput, Title, UnstyledButton } from '@mantine/core'
import { IconAlertTriangle, IconArrowRight } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAddress } from '../address.ts'
import { ApiProblem } from '../api/client.ts'
import { demoAccountsQuery } from '../api/queries.ts'
import type { DemoAccount } from '../api/types.ts'
import { useLocal } from '../parts/local.ts'
import { useTitle } from '../parts/Page.tsx'
import { ProblemNotice } from '../parts/ProblemNotice.tsx'
import { signInSearch } from '../search.ts'
import { BrandMark } from '../shell/Brand.tsx'
import { LanguageSwitch } from '../shell/LanguageSwitch.tsx'
import { ThemeSwitch } from '../shell/ThemeSwitch.tsx'
import { roleKey, useSignIn } from './session.ts'

export function SignIn(): ReactNode {
  const { t } = useTranslation()
  useTitle(t('signIn.title'))
  return (
    <div className="k-signin">
      <aside className="k-signin-side">
        <Group gap="sm">
          <BrandMark size={40} />
          <Text span fw={700} fz={26}>
            Kiungo
          </Text>
        </Group>
        <p className="k-signin-motto">{t('signIn.motto')}</p>
        <p className="k-signin-note">{t('signIn.note')}</p>
      </aside>
      <main className="k-signin-main" id="main">
        <Group justify="flex-end" gap={6}>
          <LanguageSwitch />
          <ThemeSwitch />
        </Group>
        <Box maw={560} w="100%" mx="auto" my="auto" py="xl">
          <Title order={1} mb="lg">
            {t('signIn.title')}
          </Title>
          <SignInForms />
        </Box>
      </main>
    </div>
  )
}

function SignInForms() {
  const { t } = useTranslation()
  const [{ back }] = useAddress(signInSearch)
  const { data: accounts } = useQuery(demoAccountsQuery)
  const signIn = useSignIn()
  const router = useRouter()
  const [fault, setFault] = useState<unknown>()
  const [busy, setBusy] = useState<string>()
  const enter = async (username: string, password: string) => {
    setBusy(username)
    setFault(undefined)
    try {
      await signIn(username, password)
      router.history.push(back ?? '/')
    } catch (problem) {
      setFault(problem)
      setBusy(undefined)
    }
  }
  return (
    <Stack gap="xl">
      {fault === undefined ? null : <SignInFault fault={fault} />}
      {accounts === undefined || accounts.length === 0 ? null : (
        <section aria-labelledby="demo-title">
          <Title order={2} id="demo-title">
            {t('signIn.demoTitle')}
          </Title>
          <Text c="dimmed" mb="sm">
            {t('signIn.demoText')}
          </Text>
          <div className="k-role-cards">
            {oneOfEachRole(accounts).map((account) => (
              <RoleCard
                key={account.username}
                account={account}
                busy={busy === account.username}
                onEnter={() => void enter(account.username, account.password)}
              />
            ))}
          </div>
        </section>
      )}
      <PasswordForm busy={busy !== undefined} onEnter={enter} />
    </Stack>
  )
}

function SignInFault({ fault }: { fault: unknown }) {
  const { t } = useTranslation()
  if (!(fault instanceof ApiProblem) || fault.status !== 401) return <ProblemNotice fault={fault} />
  return (
    <Alert
      color="clay"
      role="alert"
      icon={<IconAlertTriangle aria-hidden />}
      title={t('signIn.wrong')}
      className="k-problem"
    >
      {t('signIn.wrongFix')}
    </Alert>
  )
}

/** Each member has its signatory: one shows the role. */
const oneOfEachRole = (accounts: readonly DemoAccount[]): readonly DemoAccount[] =>
  accounts.filter(({ role }, i) => accounts.findIndex((other) => other.role === role) === i)

function RoleCard({ account, busy, onEnter }: { account: DemoAccount; busy: boolean; onEnter: () => void }) {
  const { t } = useTranslation()
  const local = useLocal()
  const role = roleKey(account.role)
  return (
    <UnstyledButton className="k-role-card" onClick={onEnter} disabled={busy} data-username={account.username}>
      <span>
        <strong>{t(role)}</strong>
        <span className="k-role-note">{t(`${role.replace('roles.', 'roleTasks.') as `roleTasks.other`}`)}</span>
        <span className="k-role-who">
          {account.name} · {local(account.memberName)}
        </span>
      </span>
      <IconArrowRight size={18} aria-hidden className="k-forward" />
    </UnstyledButton>
  )
}

interface PasswordFormProps {
  readonly busy: boolean
  readonly onEnter: (username: string, password: string) => Promise<void>
}

function PasswordForm({ busy, onEnter }: PasswordFormProps) {
  const { t } = useTranslation()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    void onEnter(String(data.get('username')), String(data.get('password')))
  }
  return (
    <form onSubmit={submit} aria-labelledby="form-title">
      <Title order={2} id="form-title" mb="sm">
        {t('signIn.formTitle')}
      </Title>
      <Stack gap="sm">
        <TextInput name="username" label={t('signIn.username')} autoComplete="username" required withAsterisk={false} />
        <PasswordInput
          name="password"
          label={t('signIn.password')}
          autoComplete="current-password"
          required
          withAsterisk={false}
          visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword'), tabIndex: 0 }}
        />
        <Button type="submit" loading={busy} mt="xs">
          {t('signIn.submit')}
        </Button>
      </Stack>
    </form>
  )
}
