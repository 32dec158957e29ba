import type { OptionDeclaration } from '../../command.ts'

const option = (
  name: string,
  value: string,
  about: OptionDeclaration['about'],
  more: Partial<OptionDeclaration> = {},
): OptionDeclaration => ({ name, type: 'string', value, about, ...more })

/** Where the server is, who asks, and how messages are signed and encrypted. */
export const connectionOptions: readonly OptionDeclaration[] = [
  option('base-url', 'URL', {
    en: 'address of the registry, below which /registry/sync/search lies',
    sw: 'anwani ya rejista, ambayo chini yake kuna /registry/sync/search',
    fr: 'adresse du registre, sous laquelle se trouve /registry/sync/search',
  }),
  option('registry', 'NAME', {
    en: 'which registry it is: sr, crvs, dr, fr, ibr or ess',
    sw: 'ni rejista gani: sr, crvs, dr, fr, ibr au ess',
    fr: 'quel registre : sr, crvs, dr, fr, ibr ou ess',
  }),
  option('client', 'ID', {
    en: 'client to ask an access token as; its secret is read from KIUNGO_CLIENT_SECRET or its key from KIUNGO_CLIENT_KEY; a token that you have from KIUNGO_DCI_TOKEN',
    sw: 'mteja wa kuombea kibali; siri yake husomwa kutoka KIUNGO_CLIENT_SECRET au ufunguo kutoka KIUNGO_CLIENT_KEY; kibali ulicho nacho kutoka KIUNGO_DCI_TOKEN',
    fr: 'client pour demander un jeton ; son secret est lu dans KIUNGO_CLIENT_SECRET ou sa clé dans KIUNGO_CLIENT_KEY ; un jeton que vous avez, dans KIUNGO_DCI_TOKEN',
  }),
  option('token-url', 'URL', {
    en: 'the token endpoint, where it is not /oauth2/client/token of the host',
    sw: 'anwani ya kutolea vibali, kama si /oauth2/client/token ya mwenyeji',
    fr: 'l’adresse des jetons, si ce n’est pas /oauth2/client/token de l’hôte',
  }),
  option(
    'data',
    'FOLDER',
    {
      en: 'data folder of the demo, where its clients’ keys are',
      sw: 'folda ya data ya onyesho, zilipo funguo za wateja wake',
      fr: 'dossier de données de la démo, où sont les clés de ses clients',
    },
    { default: './data' },
  ),
  option('sender-id', 'ID', {
    en: 'sender_id of our messages (otherwise the client)',
    sw: 'sender_id ya ujumbe wetu (vinginevyo mteja)',
    fr: 'sender_id de nos messages (sinon le client)',
  }),
  option('receiver-id', 'ID', {
    en: 'receiver_id of our messages (otherwise the server’s host)',
    sw: 'receiver_id ya ujumbe wetu (vinginevyo mwenyeji wa seva)',
    fr: 'receiver_id de nos messages (sinon l’hôte du serveur)',
  }),
  option('keys', 'FOLDER', {
    en: 'folder with our keys, made by `kiungo dci keys`: messages are then signed',
    sw: 'folda yenye funguo zetu, zilizotengenezwa kwa `kiungo dci keys`: ujumbe hutiwa saini',
    fr: 'dossier de nos clés, faites par `kiungo dci keys` : les messages sont alors signés',
  }),
  option(
    'sign',
    'PROFILE',
    {
      en: 'form of the signature: dci-httpsig, jws-compact, jws-detached or none',
      sw: 'umbo la saini: dci-httpsig, jws-compact, jws-detached au none',
      fr: 'forme de la signature : dci-httpsig, jws-compact, jws-detached ou none',
    },
    { default: 'dci-httpsig' },
  ),
  option(
    'canonical',
    'FORM',
    {
      en: 'what is signed: python-json or rfc8785',
      sw: 'kinachotiwa saini: python-json au rfc8785',
      fr: 'ce qui est signé : python-json ou rfc8785',
    },
    { default: 'python-json' },
  ),
  option('jwks-url', 'URL', {
    en: 'key set of the server, where it is not /.well-known/jwks.json of the host',
    sw: 'seti ya funguo za seva, kama si /.well-known/jwks.json ya mwenyeji',
    fr: 'les clés du serveur, si ce n’est pas /.well-known/jwks.json de l’hôte',
  }),
  {
    name: 'encrypt',
    type: 'boolean',
    about: {
      en: 'encrypt our messages to the server’s key',
      sw: 'simba ujumbe wetu kwa ufunguo wa seva',
      fr: 'chiffrer nos messages pour la clé du serveur',
    },
  },
  option('purpose', 'CODE', {
    en: 'what the answer is for: code of the authorize block',
    sw: 'jibu ni la nini: msimbo wa sehemu ya authorize',
    fr: 'à quoi sert la réponse : code du bloc authorize',
  }),
]

/** How we are called back. */
export const receiverOptions: readonly OptionDeclaration[] = [
  option('callback-url', 'URL', {
    en: 'address under which the server reaches us, where it is not this machine',
    sw: 'anwani ambayo seva hutufikia, kama si mashine hii',
    fr: 'adresse sous laquelle le serveur nous joint, si ce n’est pas cette machine',
  }),
  {
    name: 'port',
    type: 'integer',
    value: 'PORT',
    about: {
      en: 'port to be called back at (otherwise any that is free)',
      sw: 'mlango wa kupokea majibu (vinginevyo wowote ulio wazi)',
      fr: 'port où être rappelé (sinon un port libre)',
    },
  },
  {
    name: 'wait',
    type: 'number',
    value: 'SECONDS',
    about: {
      en: 'how long a callback is waited for',
      sw: 'muda wa kusubiri jibu',
      fr: 'combien de temps attendre un rappel',
    },
    default: '30',
  },
]
