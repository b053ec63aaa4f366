/** Upstreams: indexes over HTTP, and folders. */
package dev.larder.sync.upstream;
