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

/** A name, or words of prose that make one, with nothing between its words: "API key" and `api_key` are the same. */
export function withoutJoints(name: ByteString): ByteString {
  return name.replace(/[_.\- ]/g, '');
}
