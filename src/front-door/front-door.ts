import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { nameOfAddress, rateLimit } from '../platform/rate-limit.ts';
import { watchBody } from './body-watch.ts';
import { openLane } from './lane.ts';
import {
  BOUNDS,
  type ClassBounds,
  classOf,
  type LaneBounds,
  type RouteClass,
  weightOf,
} from './route-class.ts';
import {
  answerFault,
  BUSY,
  type FrontFault,
  isReadable,
  NO_ROOM,
  tooLarge,
  tooMany,
  UNREADABLE_ADDRESS,
} from './worded-answer.ts';

export type FrontDoorOptions = {
  /** What one address may cost a minute; 0 means no limit. */
  readonly costPerMinute: number;
  readonly addressOf: (request: IncomingMessage) => string;
  readonly bounds?: (kind: RouteClass) => ClassBounds;
  readonly laneBounds: (kind: RouteClass) => LaneBounds;
  /** Whether files still have room on the disk. */
  readonly hasRoom: () => boolean;
  readonly now?: () => Date;
};

export type FrontDoor = {
  /** Listener for `request`. */
  readonly request: RequestListener;
  /** Listener for `checkContinue`: who asks before sending a body hears a refusal without having sent it. */
  readonly checkContinue: RequestListener;
};

/**
 * Stands before the application and keeps it from being brought down by requests: each kind has a bound of bytes, of
 * fields, of time for its body, of requests at once; each address a budget. What is refused here cost no query and was
 * not read. `inside` is called with what may come in.
 */
export function frontDoor(options: FrontDoorOptions, inside: RequestListener): FrontDoor {
  const boundsOf = options.bounds ?? ((kind: RouteClass) => BOUNDS[kind]);
  const lanes = new Map(
    (Object.keys(BOUNDS) as RouteClass[]).map((kind) => [kind, openLane(options.laneBounds(kind))]),
  );
  const budget = rateLimit(options.costPerMinute);
  const now = options.now ?? (() => new Date());

  /** Why a request is turned away before anything of it is worked on; undefined when it may come in. */
  function faultOf(arrival: Arrival): FrontFault | undefined {
    const { kind, bounds, announced, hasBody, caller } = arrival;
    if (hasBody && (announced ?? 1) > bounds.body.bytes) return tooLarge(bounds.body);
    const wait = bounds.cost > 0 ? budget.take(caller, now(), bounds.cost) : undefined;
    if (wait !== undefined) return tooMany(wait);
    return kind === 'upload' && !options.hasRoom() ? NO_ROOM : undefined;
  }

  function receive(request: IncomingMessage, response: ServerResponse, asksFirst: boolean): void {
    // A client that goes away while it is answered is nobody's fault.
    response.on('error', () => {});
    const arrival = arrivalOf(request, boundsOf, options.addressOf);
    const fault = isReadable(request.url ?? '/') ? faultOf(arrival) : UNREADABLE_ADDRESS;
    if (fault) {
      answerFault(request, response, fault);
      return;
    }
    const { kind, bounds, announced, hasBody, caller } = arrival;
    const withdraw = lanes.get(kind)?.enter({
      address: caller,
      weight: weightOf(kind, announced),
      refuse: () => answerFault(request, response, BUSY),
      start: (leave) => {
        if (response.destroyed) {
          leave();
          return;
        }
        response.once('close', leave);
        if (hasBody) watchBody(request, response, bounds.body);
        if (asksFirst) response.writeContinue();
        inside(request, response);
      },
    });
    if (withdraw) response.once('close', withdraw);
  }

  return {
    request: (request, response) => receive(request, response, false),
    checkContinue: (request, response) => receive(request, response, true),
  };
}

/** A request as its head shows it. */
type Arrival = {
  readonly kind: RouteClass;
  readonly bounds: ClassBounds;
  /** The announced length of the body; undefined without one. The parser has refused what is no number. */
  readonly announced: number | undefined;
  readonly hasBody: boolean;
  readonly caller: string;
};

function arrivalOf(
  request: IncomingMessage,
  boundsOf: (kind: RouteClass) => ClassBounds,
  addressOf: (request: IncomingMessage) => string,
): Arrival {
  const { method = 'GET', url = '/', headers } = request;
  const kind = classOf(method, url, headers['content-type'] ?? '');
  const said = headers['content-length'];
  const announced = said === undefined ? undefined : Number(said);
  return {
    kind,
    bounds: boundsOf(kind),
    announced,
    hasBody: announced === undefined ? 'transfer-encoding' in headers : announced > 0,
    caller: nameOfAddress(addressOf(request)),
  };
}
