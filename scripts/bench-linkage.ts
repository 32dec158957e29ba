// `npm run bench:linkage`
import '../bench/linkage.ts'
