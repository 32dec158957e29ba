// `npm run eval:linkage`
import '../bench/linkage-accuracy.ts'
