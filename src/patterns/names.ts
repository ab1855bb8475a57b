/** Names of variables as patterns ask for them: words, whatever joins them. */
import type { ByteString } from '../types.js';

export const JOINTS = /[_.-]/g;

/** Shorter words, and these, are found in most names of most programs. */
export const MIN_WORD = 4; // bytes
export const COMMON_WORDS: ReadonlySet<string> = new Set(
  (
    'access account admin application auth authorization bearer bucket client connection consumer credential ' +
    'credentials customer database default deploy developer email encryption endpoint environment event functions ' +
    'header host http https identity instance integration internal issuer license login main management master member ' +
    'merchant message mobile node oauth object option organization owner pass passphrase passwd password path ' +
    'payment personal platform plugin primary private production profile project property provider public publish read ' +
    'refresh region registry release remote root sandbox script secret secrets security server service session shared ' +
    'signing site source storage store stream string subscription system team template test text token tokens update ' +
    'upload user username value version webhook workspace write basic form data live file code base data json name type ' +
    'expo true next only over group connect line callback amazon push meta graph here channel word current crypt global rest cloud ' +
    'role record encrypt certificate package virtual bind static specific send segment mail actions hash mongo front ' +
    'close linear loop box stack check image cache state result page view model index block table column node edge ' +
    'element common require export import event action plan order build test space note task board media video audio'
  ).split(' '),
);

/** What follows the provider's name in the names of its secrets. */
export const QUALIFYING_WORDS: ReadonlySet<string> = new Set(
  (
    'api app key keys apikey appkey token tokens secret secrets auth pass pwd pat id ids cli sdk dev ad ci io web db url sk ' +
    'pk cert jwt rpc hec sts clientsecret authtoken masterkey apisecret appsecret writekey'
  ).split(' '),
);

/**
 * Names of providers that are words of their own, or that half of all code mentions. One of these near a value says
 * little, unless the value is called a key, a token or the like.
 */
export const ORDINARY_WORDS: ReadonlySet<string> = new Set(
  (
    'ably adobe alchemy alibaba amplitude apollo apple atlas azure beamer bitbucket branch brave box cargo checkout circle ' +
    'clerk cognition cohere confluence consul cypress delighted depot discord drone elastic elasticsearch engine entra ' +
    'facebook falcon fauna firebase foundry foursquare genie ghost github gitea gitee gitter google guardian heroku highnote ' +
    'honeybadger honeycomb infura instagram ionic iterable jenkins jira kafka keycloak keystore knock kong kraken kubernetes ' +
    'laravel lark ldap lightspeed linear linkedin looker loops mercury microsoft minimax mistral modal monday moonshot nasa ' +
    'nomad npmjs nvidia ollama paddle percy phantom phrase pinata plaid plex postmark pusher quay rails railway recaptcha ' +
    'redis registration retell ripple runner salesforce salt sanity sauce scale segment sentry shortcut slack snowflake ' +
    'solana sonar spaces speech spotify square stability stellar stream studio surge telegram teleport temporal tenant ' +
    'together travis trello twilio twitch twitter uber unleash unsplash vault vast vercel voyage wallet watson wechat ' +
    'whatsapp wireguard wordpress yahoo yandex yelp youtube zoom smtp devops tokenization bootstrap eleven approle things ' +
    'coda crates unseal sumo'
  ).split(' '),
);

/** A name, or words of prose that make one, with nothing between its words: "API key" and `api_key` are the same. */
export function withoutJoints(name: ByteString): ByteString {
  return name.replace(/[_.\- ]/g, '');
}
