/** Which upstreams the sources of the first start follow. */
package dev.larder.stack.upstream;
