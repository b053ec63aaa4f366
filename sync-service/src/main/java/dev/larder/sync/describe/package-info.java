/** What upstreams say of releases in PyPI's JSON, beside their pages. */
package dev.larder.sync.describe;
