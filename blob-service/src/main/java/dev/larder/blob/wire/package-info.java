/** Bodies on the wire: from disk to socket, with backpressure, broken when they can't end well. */
package dev.larder.blob.wire;
