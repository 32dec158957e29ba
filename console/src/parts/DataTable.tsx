import { Table, UnstyledButton } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'

export interface Column<Row> {
  readonly key: string
  readonly header: string
  readonly cell: (row: Row) => ReactNode
  /** Makes the column sortable. */
  readonly sortBy?: (row: Row) => string | number
  readonly numeric?: boolean
}

interface DataTableProps<Row> {
  readonly caption: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
}

interface Sorting {
  readonly key: string
  readonly descending: boolean
}

/** A table to compare in: it sorts, and on a narrow screen each row becomes a card with its headers beside the values. */
export function DataTable<Row>({ caption, columns, rows, rowKey }: DataTableProps<Row>) {
  const [sorting, setSorting] = useState<Sorting>()
  const sortBy = columns.find(({ key }) => key === sorting?.key)?.sortBy
  const shown = sortBy === undefined ? rows : sorted(rows, sortBy, sorting?.descending ?? false)
  return (
    <Table className="k-table" verticalSpacing="xs" highlightOnHover>
      <Table.Caption className="k-caption">{caption}</Table.Caption>
      <Table.Thead>
        <Table.Tr>
          {columns.map((column) => (
            <HeaderCell key={column.key} column={column} sorting={sorting} onSort={setSorting} />
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {shown.map((row) => (
          <Table.Tr key={rowKey(row)}>
            {columns.map(({ key, header, cell, numeric }) => (
              <Table.Td key={key} data-label={header} data-numeric={numeric}>
                <div>{cell(row)}</div>
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

interface HeaderCellProps<Row> {
  readonly column: Column<Row>
  readonly sorting: Sorting | undefined
  readonly onSort: (sorting: Sorting) => void
}

function HeaderCell<Row>({ column, sorting, onSort }: HeaderCellProps<Row>) {
  const { t } = useTranslation()
  const { key, header, sortBy, numeric } = column
  if (sortBy === undefined) {
    return (
      <Table.Th scope="col" data-numeric={numeric}>
        {header}
      </Table.Th>
    )
  }
  const active = sorting?.key === key
  const direction = active ? (sorting.descending ? 'descending' : 'ascending') : 'none'
  const Arrow = sorting?.descending === true ? IconArrowDown : IconArrowUp
  return (
    <Table.Th scope="col" aria-sort={direction} data-numeric={numeric}>
      <UnstyledButton
        className="k-sort"
        title={t('table.sort')}
        onClick={() => onSort({ key, descending: active && !sorting.descending })}
      >
        {header}
        <Arrow size={14} aria-hidden className={active ? undefined : 'k-sort-idle'} />
      </UnstyledButton>
    </Table.Th>
  )
}

function sorted<Row>(rows: readonly Row[], by: (row: Row) => string | number, descending: boolean): Row[] {
  const compare = (a: Row, b: Row): number => {
    const [left, right] = [by(a), by(b)]
    return typeof left === 'number' && typeof right === 'number'
      ? left - right
      : String(left).localeCompare(String(right))
  }
  return rows.toSorted((a, b) => (descending ? compare(b, a) : compare(a, b)))
}
