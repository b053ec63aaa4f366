package dev.larder.stack;
