/** {@code POST /internal/look}: an upstream is asked for one project. */
package dev.larder.sync.look;
