import assert from 'node:assert/strict'
import process from 'node:process'
import { test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { exampleContent } from '../../src/compliance/assessments/test-assessments.ts'
import { content as breachContent } from '../../src/compliance/breaches/test-breaches.ts'
import { openReceiver } from '../../src/exchange/deliveries/test-receiver.ts'
import type { Language } from '../../src/kernel/language.ts'
import { newPage, openBrowser, signInAs, signInWithPassword, type Theme, violations } from '../support/browser.ts'
import { searchLater, subscribe } from '../support/dci-messages.ts'
import { asSteward, duplicatesOfDemo } from '../support/duplicates.ts'
import { startKiungo } from '../support/kiungo.ts'

const scale = 0.02
const narrowest = 360
/**
 * Texts differ by language and colours by theme. Each page is looked at once, the looks by turns: a fault of a language or a
 * theme is seldom one page's alone. With AXE_EVERY_LOOK set, every page in every look: that takes a quarter of an hour.
 */
const looks: readonly { readonly theme: Theme; readonly language: Language }[] = [
  { theme: 'light', language: 'sw' },
  { theme: 'dark', language: 'fr' },
  { theme: 'light', language: 'en' },
]
const everyLook = process.env.AXE_EVERY_LOOK !== undefined

/** Sweeps side by side: each is mostly the browser's work. */
const concurrency = 2

test('every page is clean for assistive technology and fits a phone', { concurrency }, async (t) => {
  const { url, dataFolder } = await startKiungo(t, { scale })
  const browser = await openBrowser(t)
  const receiver = await openReceiver()
  t.after(() => receiver.close())
  const pages = [
    ...(await addresses(browser, url)),
    ...(await trafficAddresses(browser, url, receiver.url)),
    ...(await dutyAddresses(browser, url)),
    ...(await identityAddresses(browser, url, dataFolder)),
  ]

  const sweeps = looks.map(({ theme, language }, turn) =>
    t.test(`axe finds nothing, ${theme}, ${language}`, async () => {
      const page = await newPage(browser, url, { theme, language })
      await page.goto('/sign-in')
      await page.locator('[data-username]').first().waitFor()
      const faults = await violationsAt(page, '/sign-in')
      await signInAs(page, 'admin')
      for (const [index, address] of pages.entries()) {
        if (!everyLook && index % looks.length !== turn) continue
        await settled(page, address)
        faults.push(...(await violationsAt(page, address)))
      }
      await page.context().close()
      assert.deepEqual(faults, [])
    }),
  )
  const scrolling = t.test('no page scrolls sideways at 360 pixels', async () => {
    const page = await newPage(browser, url, { width: narrowest, language: 'fr' })
    await signInAs(page, 'admin')
    for (const address of pages) {
      await settled(page, address)
      const width = await page.evaluate<number>('document.documentElement.scrollWidth')
      assert.ok(width <= narrowest, `${address} is ${width} pixels wide`)
    }
    await page.context().close()
  })
  await Promise.all([...sweeps, scrolling])
})

/** Every kind of page, with one exchange, agreement and element of each. */
async function addresses(browser: Browser, url: string): Promise<readonly string[]> {
  const page = await newPage(browser, url)
  await signInAs(page, 'officer', '/ask')
  await page.locator('[data-purpose="eligibility-verification"]').click()
  await page.locator('.k-stories button').first().click()
  await page.locator('.k-choice').first().click()
  await page.getByRole('button', { name: /^Ask these services/ }).click()
  const exchange = await page.locator('.k-source a[href^="/exchanges/"]').first().getAttribute('href')
  await page.goto('/agreements')
  const agreement = await page.locator('.k-table a[href^="/agreements/"]').first().getAttribute('href')
  await page.context().close()
  return [
    '/',
    '/?view=table',
    '/ask',
    '/ask?purpose=eligibility-verification',
    '/exchanges',
    '/exchanges?search=nothing-has-this-number-1',
    exchange ?? '',
    '/agreements',
    agreement ?? '',
    `${agreement}?tab=text`,
    `${agreement}?tab=standing`,
    `${agreement}?tab=checks`,
    '/agreements?within=180',
    '/agreements/new',
    '/agreements/composition',
    '/dictionary',
    '/dictionary/person.sex',
    '/code-lists',
    '/systems',
    '/no-such-page',
  ]
}

/** Of partners and what is sent to them, with one delivery and subscription of each. */
async function trafficAddresses(browser: Browser, url: string, callback: string): Promise<readonly string[]> {
  await searchLater(url, callback)
  await subscribe(url, callback)
  const page = await newPage(browser, url)
  await signInAs(page, 'admin', '/deliveries')
  const delivery = await page.locator('.k-table a[href^="/deliveries/"]').first().getAttribute('href')
  await page.goto('/subscriptions')
  const subscription = await page.locator('.k-table a[href^="/subscriptions/"]').first().getAttribute('href')
  await page.context().close()
  return [
    '/partners',
    '/partners?search=nothing-has-this-name',
    '/partners/dss-demo',
    '/partners/dss-demo/edit?step=signing',
    '/partners/dss-demo/edit?step=review',
    '/partners/new',
    '/deliveries',
    '/deliveries?state=dead',
    delivery ?? '',
    '/subscriptions',
    subscription ?? '',
    '/conformance',
  ]
}

/** Of duties with clocks, with one case and one impact assessment. */
async function dutyAddresses(browser: Browser, url: string): Promise<readonly string[]> {
  const page = await newPage(browser, url)
  await signInAs(page, 'admin')
  const made = async (path: string, data: object): Promise<string> => {
    const answer = await page.request.post(path, { data, headers: { 'X-Kiungo-Request': '1' } })
    assert.equal(answer.status(), 201, await answer.text())
    return ((await answer.json()) as { id: string }).id
  }
  const asked = { nationalId: '123456789', kind: 'rectification', by: 'subject', channel: 'office' }
  const rights = await made('/v1/rights/cases', { ...asked, elements: ['person.name.surname'] })
  const content = exampleContent
  const assessment = await made('/v1/assessments', { agreement: 'nida-nsps-identity', content })
  const noticedAt = new Date(Date.now() - 3_600_000).toISOString()
  const [from, to] = ['2020-01-01T00:00:00Z', noticedAt]
  const exchanges = { agreements: ['nida-nsps-identity'], from, to }
  const concerned = breachContent({ elements: ['person.name.surname'], from, to, exchanges, risk: 'high' })
  const breach = await made('/v1/breaches', { noticedAt, content: concerned })
  await page.context().close()
  return [
    '/compliance/clocks',
    '/compliance/rights',
    '/compliance/rights?status=refused',
    '/compliance/rights/new',
    `/compliance/rights/${rights}`,
    '/compliance/breaches',
    '/compliance/breaches?status=closed',
    '/compliance/breaches/new',
    `/compliance/breaches/${breach}`,
    `/compliance/breaches/${breach}/revise`,
    '/compliance/corrections',
    '/compliance/assessments',
    '/compliance/assessments/new',
    `/compliance/assessments/${assessment}`,
    `/compliance/assessments/${assessment}/revise`,
    '/compliance/register',
    '/compliance/register/nida-nsps-identity',
    '/compliance/retention',
    '/compliance/retention?view=certificates',
    '/compliance/notices',
    '/compliance/transfers',
    '/compliance/transfers/assess',
  ]
}

/** Of who is whom, with one pair that waits, one person of two records, and the model in use. */
async function identityAddresses(browser: Browser, url: string, dataFolder: string): Promise<readonly string[]> {
  const [waits, linked] = duplicatesOfDemo(dataFolder)
  assert.ok(waits && linked)
  const page = await newPage(browser, url)
  await signInAs(page, 'admin')
  const desk = asSteward(page.request)
  const steward = await newPage(browser, url)
  await signInWithPassword(steward, 'steward', '/')
  const model = await desk.modelInUse(steward.request)
  await steward.context().close()
  const { id } = await desk.propose(waits)
  const person = await desk.link(linked)
  const run = await desk.runOverRegistry()
  await page.context().close()
  return [
    '/identity/duplicates',
    '/identity/duplicates?state=disputed',
    '/identity/duplicates?view=decisions',
    '/identity/duplicates?view=bulk',
    '/identity/duplicates?view=agreement',
    `/identity/duplicates/${id}`,
    `/identity/people/${person}?on=2026-01-01`,
    '/identity/candidates',
    '/identity/models',
    `/identity/models/${model}`,
    `/identity/models/${model}/edit`,
    '/identity/models/new',
    '/identity/models/wizard',
    '/identity/models/wizard?of=registry',
    '/identity/models/wizard?of=registry&step=model',
    '/identity/runs',
    '/identity/runs/new',
    `/identity/runs/${run}`,
    `/identity/runs/compare?first=${run}&second=${run}`,
    '/identity/overlap',
  ]
}

/** The address shown, its data there. */
async function settled(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.waitForLoadState('networkidle')
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' })
}

const violationsAt = async (page: Page, address: string): Promise<string[]> =>
  (await violations(page)).map((fault) => `${address}: ${fault}`)
