@may @needs:feeds @waits:silence
Feature: A dead node is missed in good time
  # protocol §5, "Down detection", and §10, late-detection

  # nodes that die at different moments, so that no scan can come in time for all of them; how often the server has told
  # web9 to abort says how much time has passed for the server, however busy the machine is
  Rule: the server misses a dead node without waiting for a scan of all nodes

    @NODES-120 @needs:own-server
    Scenario: nodes that die one after the other are each missed in good time
      Given a server that tells nodes to abort four times as often as they heartbeat
      And web9 never answers abort
      And web1, web2, web3, web4, web5, web6, web7 and web8 answer by hand
      And a job is running on web1, web2, web3, web4, web5, web6, web7 and web8
      When they die one after the other, half a heartbeat interval apart, while web9 is told to abort
      Then each of them was missed in good time
