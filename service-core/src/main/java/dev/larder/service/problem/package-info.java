/** How a refusal is told. */
package dev.larder.service.problem;
