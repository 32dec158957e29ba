import '@xyflow/react/dist/style.css'
import { useComputedColorScheme } from '@mantine/core'
import { ReactFlow, type ReactFlowProps, ReactFlowProvider } from '@xyflow/react'
import { useTranslation } from 'react-i18next'

/** A drawing to look at and zoom: nothing in it is moved, and the page scrolls on over it. A table says the same beside it. */
export function StillGraph(given: ReactFlowProps) {
  const { t } = useTranslation()
  const colorMode = useComputedColorScheme('light')
  return (
    <ReactFlowProvider>
      <ReactFlow
        colorMode={colorMode}
        fitView
        maxZoom={1.8}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        zoomOnScroll={false}
        zoomOnDoubleClick={false}
        preventScrolling={false}
        ariaLabelConfig={{
          'controls.ariaLabel': t('country.controls'),
          'controls.zoomIn.ariaLabel': t('country.zoomIn'),
          'controls.zoomOut.ariaLabel': t('country.zoomOut'),
          'controls.fitView.ariaLabel': t('country.fit'),
        }}
        {...given}
      />
    </ReactFlowProvider>
  )
}
