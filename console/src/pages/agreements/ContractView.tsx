import type {
  Article,
  Clause,
  Contract,
  Fact as ContractFact,
  Table as ContractTable,
} from '../../../../src/agreements/text/document.ts'
import { piecesOf, plain } from '../../../../src/agreements/text/document.ts'
import { clauseAt } from './clause-at.ts'

interface ContractViewProps {
  readonly contract: Contract
  /** Place in the object whose clause is marked. */
  readonly place?: string | undefined
}

/** The contract as the server renders it, from the same tree, in the colours of the page. */
export function ContractView({ contract, place }: ContractViewProps) {
  const { language, kind, title, facts, articles, annexes, signing } = contract
  const marked = place === undefined ? undefined : clauseAt(contract, place)
  return (
    <article className="k-contract" lang={language}>
      <p className="k-contract-kind">{kind}</p>
      {plain(title) === '' ? null : (
        <h2>
          <Words text={title} />
        </h2>
      )}
      <Facts facts={facts} />
      {articles.map((article) => (
        <Section key={article.number} article={article} marked={marked} />
      ))}
      <section>
        <h3>{signing.heading}</h3>
        <p>
          <Words text={signing.text} />
        </p>
        <div className="k-contract-signers">
          {signing.blocks.map(({ party, lines }) => (
            <div key={party}>
              <strong>
                <Words text={party} />
              </strong>
              <Facts facts={lines} />
            </div>
          ))}
        </div>
      </section>
      {annexes.map((annex) => (
        <Section key={annex.number} article={annex} marked={marked} />
      ))}
    </article>
  )
}

interface SectionProps {
  readonly article: Article
  /** Number of the clause that is marked. */
  readonly marked: string | undefined
}

function Section({ article: { number, heading, clauses }, marked }: SectionProps) {
  return (
    <section>
      <h3>
        {number}. <Words text={heading} />
      </h3>
      {clauses.map((clause) => (
        <ClauseText key={clause.number} clause={clause} marked={clause.number === marked} />
      ))}
    </section>
  )
}

function ClauseText({ clause: { number, text, items, table }, marked }: { clause: Clause; marked: boolean }) {
  return (
    <div className="k-contract-clause" data-marked={marked}>
      <span className="k-contract-number">§{number}</span>
      <div>
        <p>
          <Words text={text} />
        </p>
        {items === undefined ? null : (
          <ul>
            {items.map((item) => (
              <li key={item}>
                <Words text={item} />
              </li>
            ))}
          </ul>
        )}
        {table === undefined ? null : <TableText table={table} />}
      </div>
    </div>
  )
}

function TableText({ table: { caption, headings, rows } }: { table: ContractTable }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: WCAG 2.1.1 wants a scrolling region to be reachable by keyboard.
    <section className="k-scroll-x" tabIndex={0} aria-label={plain(caption)}>
      <table>
        <caption>
          <Words text={caption} />
        </caption>
        <thead>
          <tr>
            {headings.map((heading) => (
              <th key={heading} scope="col">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([first = '', ...rest]) => (
            <tr key={`${first} ${rest.join(' ')}`}>
              <th scope="row">
                <Words text={first} />
              </th>
              {rest.map((cell, column) => (
                <td key={headings[column + 1]}>
                  <Words text={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Facts({ facts }: { facts: readonly ContractFact[] }) {
  return (
    <dl className="k-facts k-facts-tight">
      {facts.map(({ term, value }) => (
        <div key={term} className="k-contract-fact">
          <dt>{term}</dt>
          <dd>
            <Words text={value} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** Words of the parties keep their own direction. */
function Words({ text }: { text: string }) {
  let at = 0
  return piecesOf(text).map((piece) => {
    at += piece.text.length + 1
    return piece.isolated ? <bdi key={at}>{piece.text}</bdi> : <span key={at}>{piece.text}</span>
  })
}
