// Loaded before every npm script: says plainly what to do when `node` is too old to run TypeScript.
const [major] = process.versions.node.split('.').map(Number)
if (major < 24) {
  process.stderr.write(
    `Lindung runs on Node 24 or newer; this is ${process.version} (${process.platform}-${process.arch}).\n` +
      '`npm ci` brings Node 24 for Linux, Windows x64 and Intel Macs, unless optional packages were left out.\n' +
      'Elsewhere (Apple silicon, Windows arm64) please install Node 24 from https://nodejs.org and run the command again.\n',
  )
  process.exit(1)
}
